import policy from "../../../policies/gradual-rollout/freeze.ts";
import { WHEN_APPLIED } from "../../../rollout/time.ts";
import { describePolicy } from "../describe.ts";
import { advanced } from "../records.ts";

// `T0`, at which the record was made, is a Saturday.
const weekend = {
  from: "friday 16:00",
  until: "monday 08:00",
  zone: "Europe/Berlin",
  reason: "weekend",
};
const weekly = { freezes: { weekly: [weekend] } };
const once = {
  freezes: {
    once: [
      {
        from: "2026-01-31T11:00:00Z",
        until: "2026-01-31T13:00:00Z",
        reason: "the sale of the year",
      },
    ],
  },
};

describePolicy(
  policy,
  [
    [
      "an increase in a freeze of every week",
      { record: advanced(), config: weekly },
      /frozen: a freeze is in force until 2026-02-02T07:00:00\.000Z \(weekend\)/,
    ],
    [
      "an increase in a freeze of once",
      { record: advanced(), config: once },
      /\(the sale of the year\)/,
    ],
    [
      "an increase that would be applied in one",
      {
        record: advanced({ enteredAt: WHEN_APPLIED }),
        config: weekly,
        clock: "2026-02-01T12:00:00.000Z",
      },
      /frozen/,
    ],
  ],
  [
    [
      "a record that was made before a freeze, while it lasts",
      {
        record: advanced(),
        config: { freezes: { once: [{ ...once.freezes.once[0], from: "2026-01-31T12:01:00Z" }] } },
        clock: "2026-01-31T12:30:00.000Z",
      },
    ],
    [
      "a record that was made before a freeze was agreed on",
      {
        record: advanced(),
        config: { freezes: { weekly: [{ ...weekend, since: "2026-01-31T12:01:00Z" }] } },
      },
    ],
  ],
);
