import "../program/stackTraces.ts";
import { PolicyPack } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { parseConfig, type Config } from "../config.ts";
import { POLICIES } from "./all.ts";
import { enforced } from "./lib/enforce.ts";
import { packConfigFaults } from "./lib/packConfig.ts";
import { keepReceivedConfig } from "./lib/received.ts";

const raw = pulumi.runtime.allConfig();
// The engine does not say which values are secret: all are treated so.
const secret = new Set(Object.keys(raw));
const received = keepReceivedConfig();

let result: Config | undefined;
/** Parsed once, for all policies. */
const config = () => (result ??= parseConfig(raw, secret, pulumi.getProject()));

new PolicyPack("canary", {
  enforcementLevel: "mandatory",
  policies: POLICIES.map((policy) =>
    enforced(policy, {
      stack: `${pulumi.getProject()}/${pulumi.getStack()}`,
      config,
      clock: () => new Date().toISOString(),
      packFaults: () => packConfigFaults(received(), POLICIES),
    }),
  ),
});
