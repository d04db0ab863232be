import type { Edit } from "../../../rehearsal/stackFile.ts";
import { fresh, old, type Production } from "../../engine/production.ts";

/** A pull request: what it edits, and where production stands then. */
export interface Case {
  readonly stage: string;
  readonly edit: Edit;
  /** What happened to the clouds meanwhile. */
  readonly meanwhile?: (production: Production) => void;
  /** Default `production`. */
  readonly stack?: "staging";
}

/** Every pull request of which a comment is kept. */
export const CASES: Readonly<Record<string, Case>> = {
  prepare: { stage: "first", edit: { canary: fresh } },
  start: { stage: "prepared", edit: { percentage: 10 } },
  advance: { stage: "10", edit: { percentage: 25 } },
  "advance-with-more": {
    stage: "10",
    edit: { percentage: 25, set: { variables: { SITE_URL: "https://shop.example.com" } } },
  },
  refused: {
    stage: "10",
    edit: { percentage: 75 },
    meanwhile: (production) => {
      production.closeGate();
    },
  },
  "evidence-missing": {
    stage: "prepared",
    edit: { percentage: 10 },
    meanwhile: (production) => {
      production.show(["cq-lint"]);
    },
  },
  warned: {
    stage: "10",
    edit: { percentage: 25 },
    meanwhile: ({ datadog }) => {
      datadog.setMonitorState("error-rate", { state: "Warn", group: "version:1.5.0", value: 1.4 });
    },
  },
  "step-back": { stage: "50", edit: { percentage: 25 } },
  "roll-back": { stage: "50", edit: { percentage: 0 } },
  promote: { stage: "100", edit: { stable: fresh } },
  finish: { stage: "promoted", edit: { percentage: 0 } },
  infrastructure: {
    stage: "25",
    edit: {
      set: {
        thresholds: { errorRate: { warning: 0.5, critical: 4 } },
        hosts: { public: "www.example.com", canary: "canary-2.example.com" },
        variables: null,
      },
    },
  },
  unchanged: { stage: "25", edit: {} },
  "bad-config": { stage: "25", edit: { set: { percentage: "25%" } } },
  staging: {
    stage: "first",
    stack: "staging",
    edit: { set: { release: { ...fresh, deployment: "dpl_s150" } } },
  },
};

/** Staging as it was before its pull request. */
export const STAGED = { ...old, deployment: "dpl_s140" };
