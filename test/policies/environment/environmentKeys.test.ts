import assert from "node:assert/strict";
import policy from "../../../policies/environment/environmentKeys.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, judged, UNKNOWN } from "../judged.ts";

const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
const key = being(VARIABLE, "PAYMENTS_API_KEY");
const url = being(VARIABLE, "SITE_URL");

describePolicy(policy, [
  [
    "a live key in staging",
    { environment: "staging", resources: changing(key, { value: "sk_live_1234" }) },
    /PAYMENTS_API_KEY holds a live key, in staging/,
  ],
  [
    "a live key in staging, inside something else",
    { environment: "staging", resources: changing(url, { value: "https://pk_live_1@pay.test" }) },
    /SITE_URL holds a live key/,
  ],
  [
    "a test key in production",
    { resources: changing(key, { value: "rk_test_1234" }) },
    /PAYMENTS_API_KEY holds a test key, in production/,
  ],
  [
    "a secret that can be read back, by its name",
    { resources: changing(key, { sensitive: false }) },
    /PAYMENTS_API_KEY can be read back/,
  ],
  [
    "a live key that can be read back",
    { resources: changing(url, { value: "sk_live_1234" }) },
    /SITE_URL can be read back/,
  ],
  [
    "a value that is not known yet",
    { resources: changing(key, { value: UNKNOWN }) },
    /cannot be judged: value is not known yet/,
  ],
]);

describe("what the policy environment-keys says", () => {
  it("holds no value", () => {
    const resources = changing(key, { value: "sk_test_TOPSECRET" });
    assert.doesNotMatch(judged(policy, { resources }).join("\n"), /TOPSECRET/);
  });
});
