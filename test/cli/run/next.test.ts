import assert from "node:assert/strict";
import { whatNext, type Situation } from "../../../cli/run/next.ts";
import type { GateVerdict, Measurement } from "../../../rollout/gate.ts";
import {
  after,
  requiredItem,
  evidence,
  facts,
  finished,
  gate,
  halt,
  MINUTE,
  NEW,
  NEXT,
  promoted,
  record,
  request,
  rolledBack,
  rolling,
} from "../../rollout/build.ts";

describe("what an unattended rollout does next", () => {
  const open = gate("open");
  const alert = (key: string): GateVerdict => {
    const one: Measurement = { key, name: key, verdict: "closed", observed: "6.2 %" };
    return gate("closed", { measurements: [one] });
  };
  const noData = gate("inconclusive", {
    measurements: [{ name: "Requests", verdict: "inconclusive", observed: "no data" }],
  });
  const next = (
    of: Situation["record"],
    verdict?: GateVerdict,
    over: Partial<Situation> = {},
    now?: string,
  ) =>
    whatNext({
      record: of,
      request: request(of),
      facts: () => facts({ gate: verdict, ...(now !== undefined && { now }) }),
      ...over,
    });
  const toMessage = (of: Situation["record"], verdict?: GateVerdict) => {
    const what = next(of, verdict);
    assert.equal(what.do, "step");
    return "step" in what ? what.step.message : "";
  };

  it("asks the gate for what the next increase asks", () => {
    assert.deepEqual(next(record()), { do: "ask", increase: "start" });
    assert.deepEqual(next(rolling(25)), { do: "ask", increase: "advance" });
    assert.deepEqual(next(rolling(100)), { do: "ask", increase: "promote" });
  });

  it("takes each step in its turn where the gate is open", () => {
    assert.equal(toMessage(record(), open), "1.5.0 from 0 % to 10 %");
    assert.equal(toMessage(rolling(75), open), "1.5.0 from 75 % to 100 %");
    assert.equal(toMessage(rolling(100), open), "promote 1.5.0 to stable");
    assert.match(toMessage(promoted()), /^finish/);
  });

  it("prepares what the stack file names, without the gate", () => {
    const named = { request: request(record(), { canary: NEXT }) };
    const what = next(record(), undefined, named);
    assert.deepEqual("step" in what && what.step, {
      change: {},
      message: "prepare 1.6.0",
      transition: "prepare",
    });
  });

  it("goes on where a step is requested that was not applied", () => {
    const what = next(rolling(10), open, { request: request(rolling(10), { percentage: 25 }) });
    assert.equal("step" in what && what.step.message, "1.5.0 from 10 % to 25 %");
  });

  it("waits for the soak, and asks the gate meanwhile", () => {
    const now = after(4 * MINUTE);
    assert.equal(next(rolling(10), undefined, {}, now).do, "ask");
    const what = next(rolling(10), open, {}, now);
    assert.deepEqual(what, {
      do: "wait",
      topic: "10 %, soak",
      message: `soak: 1.5.0 has held 10 % for 4 min of 10 min; wait 6 min, until ${after(10 * MINUTE)}`,
      seconds: 6 * MINUTE,
    });
  });

  it("counts the soak from a recovery", () => {
    const what = next(
      rolling(10),
      gate("open", { recoveredAt: after(9 * MINUTE) }),
      {},
      after(11 * MINUTE),
    );
    assert.equal("seconds" in what && what.seconds, 8 * MINUTE);
  });

  it("rolls back on a trigger, in the middle of a soak too", () => {
    for (const now of [after(1), after(60 * MINUTE)]) {
      const what = next(rolling(25), alert("error-rate"), {}, now);
      assert.equal(what.do, "roll back");
      assert.deepEqual("triggered" in what && what.triggered.map(({ trigger: { item } }) => item), [
        "trig-error-5pct",
      ]);
    }
  });

  it("holds where an alert is no trigger, or before the canary has traffic", () => {
    const held = next(rolling(25), alert("database-cpu"));
    assert.equal("topic" in held && held.topic, "25 %, gate closed");
    assert.equal("seconds" in held, false);
    assert.equal(next(record(), alert("canary-health")).do, "wait");
  });

  it("waits on missing data and on evidence, and says which", () => {
    const what = next(rolling(25), noData);
    assert.equal("topic" in what && what.topic, "25 %, gate inconclusive");
    assert.match("message" in what ? what.message : "", /inconclusive: Requests no data/);
    const lint = () =>
      facts({ gate: open, evidence: evidence({ required: [requiredItem("cq-lint")] }) });
    assert.equal(next(rolling(25), open, { facts: lint }).do, "wait");
  });

  it("stops where waiting does not help", () => {
    const stops = [
      next(rolledBack(), open),
      next(rolling(25), open, { request: request(rolling(25), { canary: NEXT }) }),
      next(rolling(25), open, {}, after(-60)),
    ];
    assert.deepEqual(
      stops.map((what) => what.do),
      ["stop", "stop", "stop"],
    );
  });

  it("stops where the stack file asks for going back, and leaves that to whoever requested it", () => {
    for (const asks of [{ percentage: 0 }, { percentage: 10 }, { halt: halt(NEW) }])
      assert.equal(next(rolling(25), open, { request: request(rolling(25), asks) }).do, "stop");
  });

  it("ends at the stage that it was to reach, or when everyone is on the new release", () => {
    assert.deepEqual(next(rolling(50), undefined, { until: 50 }), {
      do: "end",
      message: "1.5.0 takes 50 %",
    });
    assert.equal(next(rolling(25), undefined, { until: 50 }).do, "ask");
    assert.deepEqual(next(finished()), { do: "end", message: "everyone is on 1.5.0" });
  });
});
