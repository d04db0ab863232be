import policy from "../../../policies/gradual-rollout/evidence.ts";
import { WHEN_APPLIED } from "../../../rollout/time.ts";
import { after, HOUR } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { advanced, promotedAfter, verified, started } from "../records.ts";

const lint = (over: object) => ({
  record: started({
    evidence: verified("start").map((one) => (one.item === "cq-lint" ? { ...one, ...over } : one)),
  }),
});

describePolicy(
  policy,
  [
    [
      "a start without it",
      { record: started({ evidence: [] }) },
      /evidence: \d+ items of 1\.5\.0 not verified: .*cq-unit-tests.* \(missing\); \.\/canary verify$/m,
    ],
    [
      "a start without one item of it",
      { record: started({ evidence: verified("start").filter(({ item }) => item !== "cq-lint") }) },
      /evidence: 1 item of 1\.5\.0 not verified: cq-lint \(missing\)/,
    ],
    [
      "a start with what is older than a day",
      lint({ at: after(-25 * HOUR) }),
      /cq-lint .* 25 h ago/,
    ],
    [
      "a start with what is dated later",
      lint({ at: after(1) }),
      /cq-lint .* which is in the future/,
    ],
    [
      "an advance with what was verified before its stage",
      {
        record: advanced({
          evidence: verified("25").map((one) => ({ ...one, at: after(-2 * HOUR) })),
        }),
      },
      /canary-user-flows .* which must be after/,
    ],
    ["a promote without it", { record: promotedAfter({ evidence: [] }) }, /full-promote/],
    [
      "an item that was exempted, and may not be",
      {
        record: started({
          evidence: verified("start").map((one) =>
            one.item === "test-health-endpoints" ? { ...one, verdict: "exempt" } : one,
          ),
        }),
      },
      /test-health-endpoints was exempted, and allows no exemption/,
    ],
  ],
  [
    ["an advance with what was verified at its stage", { record: advanced() }],
    ["an item that was exempted", lint({ verdict: "exempt" })],
    [
      "what was verified in time, three weeks ago",
      { record: started(), clock: "2026-02-21T12:00:00.000Z" },
    ],
    [
      "a start in a preview",
      { record: started({ enteredAt: WHEN_APPLIED }), clock: "2026-01-31T12:30:00.000Z" },
    ],
  ],
);
