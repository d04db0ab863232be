import assert from "node:assert/strict";
import { faults, problems, parse, production } from "./stack.ts";

const once = {
  from: "2026-12-20T00:00:00+01:00",
  until: "2027-01-02T00:00:00+01:00",
  reason: "holidays",
};
const weekly = {
  from: "friday 16:00",
  until: "monday 08:00",
  zone: "Europe/Berlin",
  reason: "weekend",
};
const read = (freezes: unknown) => {
  const config = parse(production({ freezes }));
  return config.environment === "production" && config.freezes;
};

describe("freezes", () => {
  it("is none where it is absent", () => {
    assert.deepEqual(read(undefined), { once: [], weekly: [] });
  });

  it("is read into times in UTC, and into days and minutes of the week", () => {
    assert.deepEqual(read({ once: [once], weekly: [weekly] }), {
      once: [
        { from: "2026-12-19T23:00:00.000Z", until: "2027-01-01T23:00:00.000Z", reason: "holidays" },
      ],
      weekly: [{ ...weekly, from: { day: 4, minute: 960 }, until: { day: 0, minute: 480 } }],
    });
  });

  for (const [what, freezes, fault] of [
    [
      "that ends before it begins",
      { once: [{ ...once, until: once.from }] },
      'freezes.once[0].until is "2026-12-20T00:00:00+01:00"',
    ],
    [
      "of the whole week",
      { weekly: [{ ...weekly, until: weekly.from }] },
      "freezes.weekly[0].until is when it begins",
    ],
    [
      "at no time of the week",
      { weekly: [{ ...weekly, from: "friday 24:00" }] },
      'freezes.weekly[0].from is "friday 24:00"',
    ],
    [
      "in no zone",
      { weekly: [{ ...weekly, zone: "Europe/Atlantis" }] },
      'freezes.weekly[0].zone is "Europe/Atlantis"',
    ],
    [
      "in a zone without a name",
      { weekly: [{ ...weekly, zone: "+02:00" }] },
      'freezes.weekly[0].zone is "+02:00"',
    ],
    [
      "without a reason",
      { once: [{ ...once, reason: undefined }] },
      "freezes.once[0].reason is missing",
    ],
  ] as const) {
    it(`refuses one ${what}`, () => {
      assert.deepEqual(problems(production({ freezes })), [fault]);
    });
  }

  it("says what a time of the week looks like", () => {
    const [fault] = faults(production({ freezes: { weekly: [{ ...weekly, from: "fri 4pm" }] } }));
    assert.match(fault?.allowed ?? "", /such as friday 16:00/);
  });
});

describe("exemptions", () => {
  const exemption = {
    item: "ux-links-assets",
    by: "Alex Doe",
    reason: "the crawler cannot sign in",
    expires: "2026-02-28T12:00:00Z",
  };

  it("are none where they are absent, and nobody may make one", () => {
    const config = parse(production());
    assert.ok(config.environment === "production");
    assert.deepEqual([config.approvers, config.exemptions], [[], []]);
  });

  it("are read whoever made them, and for whatever item: that is judged, and never stops going back", () => {
    const config = parse(production({ exemptions: [{ ...exemption, item: "no-such-item" }] }));
    assert.equal(config.environment === "production" && config.exemptions.length, 1);
  });

  it("need a reason and a time at which they end", () => {
    const { item, by } = exemption;
    assert.deepEqual(problems(production({ exemptions: [{ item, by }] })), [
      "exemptions[0].reason is missing",
      "exemptions[0].expires is missing",
    ]);
  });
});
