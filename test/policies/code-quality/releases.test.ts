import policy from "../../../policies/code-quality/releases.ts";
import { NEW, OLD, record, rolledBack } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";
import { started } from "../records.ts";

const ALIAS = "vercel:index/alias:Alias";
const publicHost = being(ALIAS, "production-public");
const canaryHost = being(ALIAS, "production-canary");

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
      /www\.example\.com points at dpl_150, and dpl_140 was asked for/,
    ],
    [
      "a canary host that serves another release than the canary",
      { resources: changing(canaryHost, { deploymentId: OLD.deployment }) },
      /canary-origin\.example\.com points at dpl_140/,
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
        resources: changing(canaryHost, { deploymentId: OLD.deployment }),
      },
    ],
  ],
);
