import policy from "../../../policies/environment/stagingVariables.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
const url = being(VARIABLE, "SITE_URL");
const environment = "staging";

describePolicy(
  policy,
  [
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
  [["one that is required and there", { environment, settings: { required: ["SITE_URL"] } }]],
);
