import policy from "../../../policies/exemptions/exemptions.ts";
import { WHEN_APPLIED } from "../../../rollout/time.ts";
import { describePolicy } from "../describe.ts";
import { started } from "../records.ts";

const exempt = (over: object) => ({
  config: {
    approvers: ["Ada"],
    exemptions: [
      {
        item: "ux-links-assets",
        by: "Ada",
        reason: "the crawler cannot sign in",
        expires: "2026-02-28T12:00:00Z",
        ...over,
      },
    ],
  },
});

describePolicy(
  policy,
  [
    ["one by nobody who may", exempt({ by: "Mallory" }), /by Mallory, who is not among the approv/],
    ["one that expired", exempt({ expires: "2026-01-31T11:00:00Z" }), /expired at 2026-01-31T11/],
    [
      "one that will have expired when a transition is applied",
      {
        ...exempt({}),
        record: started({ enteredAt: WHEN_APPLIED }),
        clock: "2026-03-01T00:00:00.000Z",
      },
      /the exemption of ux-links-assets expired/,
    ],
    ["one of no item", exempt({ item: "ux-nothing" }), /is of no item of the checklist/],
    ["one of an item that allows none", exempt({ item: "alert-error-crit-5" }), /that allows none/],
  ],
  [
    ["one by an approver, of an item that allows it", exempt({})],
    [
      "one that has expired since the record was made",
      { ...exempt({}), clock: "2026-06-01T00:00:00.000Z" },
    ],
  ],
);
