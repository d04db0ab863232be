import policy from "../../../policies/code-quality/releases.ts";
import { NEW, OLD, record, rolledBack } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";
import { started } from "../records.ts";

const ALIAS = "vercel:index/alias:Alias";
const publicHost = being(ALIAS, "production-public");
const origin = being(ALIAS, "production-canary");
const canaryHost = being(ALIAS, "production-canary-host");

describePolicy(
  policy,
  [
    [
      "a release without a commit",
      { record: started({ canary: { ...NEW, commit: "main" } }) },
      /the commit of 1\.5\.0 is not 40 hex digits/,
    ],
    [
      "a release without a deployment",
      { record: started({ stable: { ...OLD, deployment: "www.example.com" } }) },
      /the deployment of 1\.4\.0 is none of Vercel's/,
    ],
    [
      "a public host that serves another release than the stable one",
      { resources: changing(publicHost, { deploymentId: NEW.deployment }) },
      /www\.example\.com points at dpl_150, and dpl_140 was requested/,
    ],
    [
      "an origin that serves another release than the canary",
      { resources: changing(origin, { deploymentId: OLD.deployment }) },
      /canary-origin\.example\.com points at dpl_140/,
    ],
    [
      "an origin that serves the canary at 0 %",
      { record: record({ kind: "prepare" }) },
      /canary-origin\.example\.com points at dpl_150, and dpl_140 was requested/,
    ],
    [
      "a canary host that serves another release than the canary",
      { resources: changing(canaryHost, { deploymentId: OLD.deployment }) },
      /: canary\.example\.com points at dpl_140/,
    ],
    ["a host without an alias", { resources: without(publicHost) }, /has 0 aliases, not 1/],
    [
      "a host whose deployment is not known yet",
      { resources: changing(publicHost, { deploymentId: UNKNOWN }) },
      /cannot be judged: deploymentId is not known yet/,
    ],
    [
      "a staging host that serves another release",
      {
        environment: "staging",
        resources: changing(being(ALIAS), { deploymentId: OLD.deployment }),
      },
      /staging\.example\.com points at dpl_140/,
    ],
  ],
  [
    [
      "a halted canary at 0 %, whose host serves stable",
      {
        record: record({ kind: "prepare", halted: rolledBack().halted }),
        resources: changing((one) => origin(one) || canaryHost(one), {
          deploymentId: OLD.deployment,
        }),
      },
    ],
    [
      "a prepared canary at 0 %, which the canary host alone serves",
      {
        record: record({ kind: "prepare" }),
        resources: changing(origin, { deploymentId: OLD.deployment }),
      },
    ],
  ],
);
