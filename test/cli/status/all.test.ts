import assert from "node:assert/strict";
import { byUrgency, stackLines } from "../../../cli/status/stackLines.ts";
import { stackOutput, unreadStack } from "../../../cli/status/stackOutput.ts";
import type { StackOutput } from "../../../cli/output/statusAll.ts";
import { after, MINUTE, NEW, OLD, record, rolling, T0 } from "../../rollout/build.ts";
import { exportedOf } from "./exported.ts";

/** Where a stack stands a quarter of an hour after its stage was entered. */
function stack(name: string, ...[record, settings, over]: Parameters<typeof exportedOf>) {
  return locked(name, null, exportedOf(record, settings, over));
}

function locked(name: string, lock: string | null, exported: ReturnType<typeof exportedOf>) {
  const output = stackOutput(name, exported, lock, new Date(after(15 * MINUTE)));
  assert.ok(output, `${name} has a rollout`);
  return output;
}

const lines = (stacks: readonly StackOutput[], others = 0) =>
  stackLines({ at: after(15 * MINUTE), stacks: byUrgency(stacks), others })
    .join("\n")
    .split("\n");

/** The state's column of one stack. */
const stateOf = (one: StackOutput) => lines([one])[1]?.split(/ {2,}/).slice(5).join("  ");

const halted = [{ release: NEW, reason: "checkout\nfails", at: T0 }];

describe("where many stacks stand", () => {
  it("is a line each, those that need somebody first, and a count of the others", () => {
    const still = record({ canary: OLD, kind: "finish" });
    const stacks = [
      stack("still/production", still, { as: still }),
      stack("shop/production", rolling(25)),
      unreadStack("lost/production", "no snapshot"),
      stack("blog/production", rolling(25, { halted })),
      stack("cut/production", rolling(25), {}, { pending: ["traffic-canary"] }),
    ];
    assert.deepEqual(
      lines(stacks, 7).map((line) => line.split(/ {2,}/)),
      [
        ["stack", "stable", "canary", "share", "since", "state"],
        ["lost/production", "?", "?", "?", "?", "not read: no snapshot"],
        [
          ...["cut/production", "1.4.0", "1.5.0", "25 %", "15 min ago"],
          "soak over; unfinished: updating traffic-canary",
        ],
        ["blog/production", "1.4.0", "1.5.0", "25 %", "15 min ago", "halted: checkout fails"],
        ["shop/production", "1.4.0", "1.5.0", "25 %", "15 min ago", "soak over"],
        ["still/production", "1.4.0", "-", "-", "15 min ago", "no canary"],
        ["4 rollouts, 1 not read, 7 other stacks without a rollout: staging, or not canary's"],
      ],
    );
  });

  it("is the counting line alone where there is no rollout", () => {
    assert.deepEqual(lines([], 1), [
      "0 rollouts, 1 other stack without a rollout: staging, or not canary's",
    ]);
  });

  it("says how much of a soak is left, and that a release is prepared", () => {
    const late = rolling(25, { enteredAt: after(10 * MINUTE) });
    assert.equal(stateOf(stack("a", late)), "soaking, 10 min left");
    assert.equal(stateOf(stack("a", record(), { as: record() })), "prepared");
  });

  it("says what differs from the record, what the state lacks, and who holds it", () => {
    const drifted = stack("a", rolling(25), { stable: 100, canary: 0 });
    assert.match(
      stateOf(drifted) ?? "",
      /^soak over; drift: the canary has 0 % in the state and 25 %/,
    );
    const lacking = stack("a", rolling(25), {}, { without: "traffic-canary" });
    assert.match(stateOf(lacking) ?? "", /the state lacks the weighted record "canary"/);
    const held = locked("a", "held by ci@runner-7 (pid 1)", exportedOf(rolling(25)));
    assert.equal(stateOf(held), "soak over; lock: held by ci@runner-7 (pid 1)");
  });

  for (const [what, kept, why] of [
    ["is not there", undefined, "the state holds no record"],
    ["is of a later version", { ...record(), schema: 9 }, "the record cannot be read: it was"],
  ] as const) {
    it(`says that a rollout is not read where its record ${what}`, () => {
      const { fault, record: read } = stack("a", kept);
      assert.ok(fault?.startsWith(why), fault ?? "");
      assert.equal(read, null);
    });
  }

  it("leaves a stack to be counted that has no rollout, one that was never updated too", () => {
    const resources = [{ urn: "urn:pulumi:dev::x::pulumi:pulumi:Stack::x-dev", type: "t" }];
    for (const deployment of [{ resources }, { resources: [] }, null, undefined])
      assert.equal(stackOutput("x/dev", { deployment }, null, new Date()), undefined);
  });

  it("fails where what was exported is no state", () => {
    assert.throws(
      () => stackOutput("x/dev", { deployment: { resources: [{ urn: 1 }] } }, null, new Date()),
      /the state of x\/dev cannot be read/,
    );
  });
});
