import assert from "node:assert/strict";
import { argsOf, movesOf, typed } from "../../controlRoom/moves.ts";
import { halted, record, stable } from "./record.ts";

const where = { stack: "production" };

describe("the moves that the control room offers", () => {
  it("asks what comes next by the record's plan", () => {
    const next = (one: typeof record) => movesOf(one, false, where).advance.question;
    assert.equal(next({ ...record, percentage: 0 }), "Advance 1.5.0 from 0 % to 25 %?");
    assert.equal(next(record), "Advance 1.5.0 from 25 % to 100 %?");
    assert.equal(next({ ...record, percentage: 100 }), "Promote 1.5.0 to stable?");
    assert.equal(next({ ...record, canary: stable, percentage: 100 }), "Finish: 1.4.0 is stable?");
  });

  it("says whom a roll back takes everyone to: the release before, once promoted", () => {
    const back = (one: typeof record) => movesOf(one, false, where)["roll back"].question;
    assert.equal(back(record), "Roll back: everyone to 1.4.0?");
    const previous = { version: "1.3.0", commit: "c", deployment: "dpl_0" };
    assert.equal(back({ ...record, previous }), "Roll back: everyone to 1.3.0?");
  });

  it("can always go back, whatever runs, and where no record can be read", () => {
    const likely = (...args: [typeof record | undefined, boolean]) => {
      const moves = movesOf(...args, where);
      return Object.entries(moves).flatMap(([name, move]) => (move.likely ? name : []));
    };
    assert.deepEqual(likely(record, false), ["advance", "run", "halt", "roll back"]);
    assert.deepEqual(likely(record, true), ["halt", "roll back"]);
    assert.deepEqual(likely(halted({ reason: "errors" }), false), ["roll back"]);
    assert.deepEqual(likely(undefined, false), ["roll back"]);
    assert.deepEqual(likely({ ...record, canary: stable, percentage: 0 }, false), ["roll back"]);
  });

  it("runs the commands as they would be typed", () => {
    const of = (...args: Parameters<typeof argsOf>) => typed(argsOf(...args));
    assert.equal(of("advance", where), "./canary advance --yes --stack production");
    assert.equal(
      of("run", { ...where, every: 1 }),
      "./canary run --yes --every 1 --stack production",
    );
    assert.equal(
      of("halt", { ...where, reason: "it's slow" }),
      `./canary halt --reason='it'\\''s slow' --yes --stack production`,
    );
    assert.equal(
      of("roll back", { ...where, reason: " " }),
      "./canary rollback --reason='decided in the control room' --yes --stack production",
    );
  });

  it("hands a reason on as one argument, whatever is in it", () => {
    const reason = "--to dpl_9; rm -rf $HOME";
    assert.deepEqual(argsOf("roll back", { stack: "s", reason }), [
      "rollback",
      `--reason=${reason}`,
      "--yes",
      "--stack",
      "s",
    ]);
  });
});
