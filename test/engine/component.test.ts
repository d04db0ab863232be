import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { PACK } from "./broken.ts";
import { fresh, next, old, untouchedOf, type Production } from "./production.ts";

const EXAMPLE = join(import.meta.dirname, "../../examples/program");

/** Have a workspace run the example's own program. */
function runExample({ workspace: { directory } }: Production): void {
  const file = join(directory, "Pulumi.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/^main: .*$/m, `main: ${join(EXAMPLE, "index.ts")}`));
}

describe("a rollout in a program with other resources", () => {
  let production: Production;
  before(async () => {
    production = await untouchedOf(EXAMPLE, "datadoghq.eu");
    runExample(production);
  });
  after(async () => {
    await production.close();
  });

  const canary = async (...args: string[]) => {
    const { code, output } = await production.workspace.canary(...args);
    return { code, output: stripVTControlCharacters(output) };
  };
  const up = async (...more: string[]) => {
    const done = await production.up("--policy-pack", PACK, ...more);
    assert.equal(done.code, 0, done.output);
    return done.output;
  };

  it("comes up with them, by config under a namespace of its own, and gives the app what they are", async () => {
    const output = await up();
    assert.match(output, /url {2,}: "https:\/\/www\.bakery\.example"/);
    assert.match(output, /release: "no canary, stable 1\.4\.0"/);
    const [variable] = production.store
      .resources("vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable")
      .filter(({ outputs }) => outputs["key"] === "ORDERS_TOPIC");
    assert.equal(variable?.outputs["value"], "orders");
    assert.equal(production.store.resources("aws:sns/topic:Topic").length, 1);
  });

  it("is the same by what a preview knows of the record, and changes nothing by itself", async () => {
    const { code, output } = await production.workspace.pulumi(
      "preview",
      "--stack",
      "production",
      "--expect-no-changes",
    );
    assert.equal(code, 0, output);
  });

  it("refuses to skip a stage, as any rollout does", async () => {
    await production.edit({ canary: fresh });
    await up("--skip-preview");
    await production.edit({ percentage: 50 });
    const { code, output } = await production.up();
    assert.notEqual(code, 0);
    assert.match(output, /50/);
    assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
  });

  it("takes the next steps by ./canary advance, which writes the key under that namespace", async () => {
    await production.edit({ percentage: 0 });
    for (const percentage of [10, 25]) {
      const { code, output } = await canary("advance", "--yes");
      assert.equal(code, 0, output);
      assert.equal(production.held().weights.canary, percentage);
    }
    const file = readFileSync(
      join(production.workspace.directory, "Pulumi.production.yaml"),
      "utf8",
    );
    assert.match(file, /^ {2}canary-rollout:percentage: "25"$/m);
    assert.doesNotMatch(file, /bakery:percentage/);
  });

  it("is what ./canary status, halt and rollback work on", async () => {
    const status = await canary("status");
    assert.match(status.output, /1\.5\.0.* 25 %/);
    const halted = await canary("halt", "--reason", "a look", "--yes");
    assert.equal(halted.code, 0, halted.output);
    const back = await canary("rollback", "--reason", "a test", "--yes");
    assert.equal(back.code, 0, back.output);
    assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
    const { stable, kind } = await production.record();
    assert.deepEqual([stable.version, kind], [old.version, "roll back"]);
    await production.edit({ canary: next });
    await up("--skip-preview");
  });

  it("says the faults of its config as text, with the key to type", async () => {
    const file = join(production.workspace.directory, "Pulumi.production.yaml");
    const before = readFileSync(file, "utf8");
    writeFileSync(
      file,
      before.replace(/canary-rollout:percentage: .*/, 'canary-rollout:percentage: "110"'),
    );
    const { code, output } = await production.workspace.pulumi("preview", "--stack", "production");
    writeFileSync(file, before);
    assert.notEqual(code, 0);
    assert.match(output, /pulumi config set canary-rollout:percentage/);
    assert.doesNotMatch(output, /^ +at .*\.(ts|js):\d+/m);
  });
});
