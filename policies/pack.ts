import "../program/stackTraces.ts";
import { flushCompileCache } from "node:module";
import { PolicyPack } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import type { Config } from "../config.ts";
import { POLICIES } from "./all.ts";
import { enforced } from "./lib/enforce.ts";
import { memoizeProperties } from "./lib/memoizedProperties.ts";
import { serveWhatIsJudged } from "./lib/served.ts";
import { packConfigFaults } from "./lib/packConfig.ts";
import { keepReceivedConfig } from "./lib/received.ts";

const raw = pulumi.runtime.allConfig();
// The engine does not say which values are secret: all are treated so.
const secret = new Set(Object.keys(raw));

let loading: Promise<void> | undefined;
let result: Config | undefined;
let config = (): Config => {
  throw new Error("the config's schema is not loaded");
};
/**
 * What reads the config is a quarter of a start, for which the engine waits before it starts the program.
 * So it is loaded beside the program's own start, and by the first judgement at the latest.
 */
const load = () =>
  (loading ??= import("../config.ts").then(({ parseConfig }) => {
    // Parsed once, for all policies.
    config = () => (result ??= parseConfig(raw, secret, pulumi.getProject()));
    // Node writes at its exit what it compiled, and the engine kills a pack.
    flushCompileCache();
  }));
/** Milliseconds after which the engine has all that it waits for. */
const SERVED = 100;
const received = keepReceivedConfig(() => {
  // Where it fails, each judgement says so.
  setTimeout(() => void load().catch(() => undefined), SERVED);
});
serveWhatIsJudged();
memoizeProperties();

new PolicyPack("canary", {
  enforcementLevel: "mandatory",
  policies: POLICIES.map((policy) =>
    enforced(policy, {
      stack: `${pulumi.getProject()}/${pulumi.getStack()}`,
      config: () => config(),
      onceLoaded: async (judge) => {
        await load();
        judge();
      },
      clock: () => new Date().toISOString(),
      packFaults: () => packConfigFaults(received(), POLICIES),
    }),
  ),
});
