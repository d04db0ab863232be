import type { DatadogOrders } from "./datadogApi/index.ts";
import type { StackName } from "./ground.ts";
import type { Edit, Release } from "./stackFile.ts";

/** What a step must come to. */
export interface Expected {
  /** The canary record's weight; the stable one's is the rest of 100. Absent before there are any. */
  readonly canary?: number;
  /** The release that each host serves. */
  readonly hosts: Readonly<Record<string, Release>>;
  /** The exit code, or that it is none of success. Default 0. */
  readonly code?: number | "failure";
  /** What is said, and shown to whoever watches. */
  readonly says?: RegExp;
}

/** What Datadog comes to know. */
export type Orders = (datadog: DatadogOrders) => void;

/** A step of the rehearsal. */
export interface Step {
  readonly title: string;
  readonly stack: StackName;
  /** An edit of the stack file that `pulumi up` applies, with more arguments; or `./canary` with some. */
  readonly does:
    | { readonly edit: Edit; readonly args?: readonly string[] }
    | { readonly canary: readonly string[] };
  /** What Datadog knows before it. */
  readonly before?: Orders;
  /** What Datadog comes to know once the command has said something. */
  readonly meanwhile?: { readonly said: RegExp; readonly then: Orders };
  readonly expected: Expected;
}

/** Who plays: what the committed stack files name, and releases that the app's pipeline has built. */
export interface Cast {
  readonly staged: Release;
  readonly first: Release;
  readonly good: Release;
  readonly bad: Release;
  readonly regretted: Release;
  readonly alerting: Release;
  readonly silent: Release;
  /** For whoever goes on by hand. */
  readonly spare: Release;
  readonly hosts: { readonly staging: string; readonly public: string; readonly canary: string };
}

/** The steps that stories are made of. */
export function stepsOf({ hosts }: Pick<Cast, "hosts">) {
  const up = (title: string, edit: Edit, expected: Expected): Step => ({
    title,
    stack: "production",
    does: { edit },
    expected,
  });
  const serving = (canary: number, onPublic: Release, onCanary: Release): Expected => ({
    canary,
    hosts: { [hosts.public]: onPublic, [hosts.canary]: onCanary },
  });
  const rollout = (stable: Release, canary: Release, stages: readonly number[]): Step[] => [
    up(`prepare ${canary.version}`, { canary }, serving(0, stable, canary)),
    ...stages.map((percentage) =>
      up(
        `${canary.version} at ${percentage} %`,
        { percentage },
        serving(percentage, stable, canary),
      ),
    ),
  ];
  const promote = (release: Release): Step =>
    up(`promote ${release.version}`, { stable: release }, serving(100, release, release));
  const rollBack = (bad: Release, good: Release): Step => ({
    title: `roll ${bad.version} back`,
    stack: "production",
    does: { canary: ["rollback", "--yes", "--reason", "checkout fails for one in ten"] },
    expected: serving(0, good, good),
  });
  return { up, serving, rollout, promote, rollBack };
}

/** The same updates without a preview first, which shows nothing new the second time. */
export function quick(steps: readonly Step[]): Step[] {
  return steps.map((step) =>
    "edit" in step.does ? { ...step, does: { ...step.does, args: ["--skip-preview"] } } : step,
  );
}
