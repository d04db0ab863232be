import assert from "node:assert/strict";
import { withConfig, type Check } from "../../../cli/doctor/check.ts";
import { fault, ok } from "../../../cli/doctor/finding.ts";
import { NotChecked } from "../../../cli/doctor/notChecked.ts";
import { doctorOutput, isSound } from "../../../cli/doctor/output.ts";
import { examined } from "../../../cli/output/doctor.ts";
import { report } from "../../../cli/doctor/report.ts";
import { runChecks } from "../../../cli/doctor/runChecks.ts";
import { PURPOSES, type Purpose } from "../../../cli/doctor/finding.ts";
import { contextFor } from "./context.ts";

const check = (id: string, run: Check["run"], more: Partial<Check> = {}): Check => ({
  ...{ id, title: id, for: ["up", "start"], run },
  ...more,
});
const well = check("well", () => Promise.resolve([ok("all is there")]));
const broken = check("broken", () =>
  Promise.resolve([fault("it is 5", "4", "make it 4", ["start"])]),
);

async function examine(checks: readonly Check[], purposes: readonly Purpose[] = PURPOSES) {
  const checked = await runChecks(checks, contextFor(), purposes);
  return { stack: "shop/production", at: new Date(0), purposes, checked };
}

describe("the checks of ./canary doctor", () => {
  it("run side by side, and one that hangs is unknown once its time is over", async () => {
    let aborted = false;
    const hangs = check(
      "hangs",
      (_, signal) =>
        new Promise(() => {
          signal.addEventListener("abort", () => (aborted = true));
        }),
      { seconds: 0.2 },
    );
    const begun = Promise.withResolvers<undefined>();
    const waits = check("waits", async () => {
      await begun.promise;
      return [ok("the last one runs too")];
    });
    const last = check("last", () => {
      begun.resolve(undefined);
      return Promise.resolve([ok("all is there")]);
    });
    const examination = await examine([waits, hangs, last]);
    assert.ok(aborted);
    assert.deepEqual(
      examination.checked.map(({ verdict }) => verdict),
      ["ok", "unknown", "ok"],
    );
    assert.match(examination.checked[1]?.findings[0]?.observed ?? "", /did not end within 0\.2 s/);
    assert.equal(isSound(examination), false);
  });

  it("that crash are unknown, whether they throw or reject, and so is what they cannot find out", async () => {
    const { checked } = await examine([
      check("throws", () => {
        throw new Error("no such thing\n    at line 1");
      }),
      check("rejects", () => Promise.reject(new Error("gone"))),
      check("cannot", () => Promise.reject(new NotChecked("not read", "read it"))),
    ]);
    const said = checked.map(({ verdict, findings }) => [verdict, findings[0]?.observed]);
    assert.deepEqual(said, [
      ["unknown", "the check itself failed: no such thing"],
      ["unknown", "the check itself failed: gone"],
      ["unknown", "not read"],
    ]);
    assert.equal(checked[2]?.findings[0]?.remedy, "read it");
  });

  it("need no config where they say so: the others are unknown with a broken stack file", async () => {
    const needs = check(
      "needs",
      withConfig(() => Promise.resolve([ok("read")])),
    );
    const checked = await runChecks([needs, well], contextFor({ config: undefined }), PURPOSES);
    assert.deepEqual(
      checked.map(({ verdict }) => verdict),
      ["unknown", "ok"],
    );
  });

  it("count only for what is to be possible", async () => {
    assert.equal(isSound(await examine([broken, well])), false);
    assert.equal(isSound(await examine([broken, well], ["start"])), false);
    assert.equal(isSound(await examine([broken, well], ["up"])), true);
    assert.deepEqual((await examine([broken, well], ["rollback"])).checked, []);
  });

  it("are printed with faults first, in lines that fit, and counted where they are in order", async () => {
    const long = check("long", () =>
      Promise.resolve([fault("word ".repeat(60), "less", "cut it")]),
    );
    const examination = await examine([well, broken, long]);
    const lines = report(examination, { width: 60, all: false });
    assert.ok(
      lines.every((line) => line.length <= 60),
      lines.join("\n"),
    );
    assert.deepEqual(lines.slice(0, 6), [
      "shop/production: 2 faults",
      "",
      "FAULT broken (stops: start)",
      "  found    it is 5",
      "  expected 4",
      "  do       make it 4",
    ]);
    const text = lines.join("\n");
    assert.match(text, /1 of 3 checks are in order; --all lists them\.\nThis stops: up, start\./);
    assert.doesNotMatch(text, /all is there/);
    const all = report(examination, { width: 60, all: true }).join("\n");
    assert.match(all, /ok well: all is there/);
  });

  it("are JSON as its schema has it", async () => {
    const output = doctorOutput(await examine([well, broken]));
    assert.equal(output.sound, false);
    assert.deepEqual(output.checks[1]?.findings, [
      {
        verdict: "fault",
        observed: "it is 5",
        expected: "4",
        remedy: "make it 4",
        stops: ["start"],
      },
    ]);
    const text = JSON.parse(JSON.stringify(output)) as unknown;
    assert.ok(examined.safeParse(text).success);
  });
});
