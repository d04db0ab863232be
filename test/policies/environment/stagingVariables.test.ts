import policy from "../../../policies/environment/stagingVariables.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
const url = being(VARIABLE, "SITE_URL");
const environment = "staging";

/** Staging as a part of production's project: what its variables are for then. */
const shared = { "vercel.framework": undefined, operations: undefined };
const ofBranch = { ...shared, "vercel.branch": "staging" };
const ofEnvironment = { ...shared, "vercel.environment": "staging" };
const inPreviews = changing(being(VARIABLE), { targets: ["preview"], gitBranch: "staging" });
const inEnvironment = changing(being(VARIABLE), {
  targets: undefined,
  customEnvironmentIds: [UNKNOWN],
});

describePolicy(
  policy,
  [
    [
      "production's, where staging is a branch",
      { environment, config: ofBranch },
      /SITE_URL is not for the deployments that staging serves/,
    ],
    [
      "another branch's",
      {
        environment,
        config: ofBranch,
        resources: changing(url, { targets: ["preview"], gitBranch: "other" }),
      },
      /SITE_URL is not for the deployments that staging serves/,
    ],
    [
      "all previews', where staging is a custom environment",
      { environment, config: ofEnvironment, resources: inPreviews },
      /SITE_URL is not for the deployments that staging serves/,
    ],
    [
      "a staging that has none",
      { environment, resources: without(being(VARIABLE)) },
      /staging has no environment variable/,
    ],
    [
      "a staging without one that the pack's config requires",
      { environment, settings: { required: ["SITE_URL", "DATABASE_URL"] } },
      /staging has no DATABASE_URL/,
    ],
    [
      "an empty one",
      { environment, resources: changing(url, { value: " " }) },
      /SITE_URL is empty/,
    ],
    [
      "one for other deployments",
      { environment, resources: changing(url, { targets: ["preview"] }) },
      /SITE_URL is not for the deployments that staging serves/,
    ],
    [
      "one whose value is not known yet",
      { environment, resources: changing(url, { value: UNKNOWN }) },
      /cannot be judged: value is not known yet/,
    ],
  ],
  [
    ["one that is required and there", { environment, settings: { required: ["SITE_URL"] } }],
    ["those of a branch's previews", { environment, config: ofBranch, resources: inPreviews }],
    [
      "those of a custom environment that is made in the same update",
      { environment, config: ofEnvironment, resources: inEnvironment },
    ],
  ],
);
