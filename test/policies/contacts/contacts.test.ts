import policy from "../../../policies/contacts/contacts.ts";
import { WHEN_APPLIED } from "../../../rollout/time.ts";
import { describePolicy } from "../describe.ts";
import { started } from "../records.ts";

const lead = (key: string, value: unknown) => ({
  config: { [`contacts.deploymentLead.${key}`]: value },
});
const vendor = (key: string, value: unknown) => ({
  config: { [`contacts.vendors.database.${key}`]: value },
});

describePolicy(
  policy,
  [
    [
      "a person that nobody tried for 90 days",
      lead("confirmedAt", "2025-11-01"),
      /contacts\.deploymentLead was last confirmed on 2025-11-01, 91 days ago, which may be 90 at most/,
    ],
    [
      "a vendor that nobody tried for 90 days",
      vendor("confirmedAt", "2025-11-01"),
      /contacts\.vendors\.database was last confirmed/,
    ],
    [
      "a third party that nobody tried for 90 days",
      {
        config: {
          "contacts.vendors.thirdParty": [
            { name: "Payments", url: "https://stripe.com", confirmedAt: "2025-01-01" },
          ],
        },
      },
      /contacts\.vendors\.thirdParty\[0\] was last confirmed/,
    ],
    ["a day that is still to come", lead("confirmedAt", "2026-02-03"), /which is not yet/],
    [
      "a day that has become too old by the moment of a transition",
      { record: started({ enteredAt: WHEN_APPLIED }), clock: "2026-05-03T12:00:00.000Z" },
      /deploymentLead was last confirmed on 2026-01-31/,
    ],
  ],
  [
    ["a day 90 days ago", lead("confirmedAt", "2025-11-02")],
    ["tomorrow, which it is in the east", lead("confirmedAt", "2026-02-01")],
    [
      "a day after the record was made",
      { ...lead("confirmedAt", "2026-02-20"), clock: "2026-02-21T12:00:00.000Z" },
    ],
    ["three weeks and more after the record was made", { clock: "2026-06-01T12:00:00.000Z" }],
  ],
);
