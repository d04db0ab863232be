import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { outOfScope } from "../../checklist/scope.ts";
import { parseConfig } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { PACK } from "./broken.ts";
import { fresh, next, untouchedOf, type Production } from "./production.ts";

const TEAM = join(import.meta.dirname, "../teams/small");
const NAME = "corner-shop";

type Value = string | number | { readonly [key: string]: Value } | readonly Value[];

const { config: file } = parse(readFileSync(join(TEAM, "Pulumi.production.yaml"), "utf8")) as {
  config: Readonly<Record<string, Value>>;
};

/** The values of a file, each at its own place. */
function values(value: Value): number {
  if (typeof value !== "object") return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + values(one), 0);
}

describe("a shop of three people, with Neon and no Redis, in the smallest file", () => {
  let production: Production;
  before(async () => {
    production = await untouchedOf(TEAM, "datadoghq.eu");
  });
  after(async () => {
    await production.close();
  });

  const up = async (...more: string[]) => {
    const done = await production.up("--policy-pack", PACK, ...more);
    assert.equal(done.code, 0, done.output);
    return done.output;
  };

  it("has eighteen values", () => {
    assert.ok(values(file) <= 18, String(values(file)));
  });

  it("says in the checklist what it is without", () => {
    const config = parseConfig(toRaw(file), new Set(), NAME);
    assert.ok(config.environment === "production");
    const without = outOfScope(config);
    for (const id of [
      "env-redis-cleared",
      "chan-slack",
      "mon-user-experience",
      "clean-archive-logs",
    ])
      assert.match(without[id] ?? "", /three people; not bought, or not there yet/);
    assert.equal(without["perf-db-query"], undefined);
  });

  it("comes up, rolls a release from 0 % to the finish, and rolls the next one back", async () => {
    await up();
    await production.edit({ canary: fresh });
    await up("--skip-preview");
    for (const percentage of [10, 25, 50, 75, 100]) {
      await production.edit({ percentage });
      const output = await up("--skip-preview");
      assert.match(output, /the gate is open, all \d+ measurements/);
      assert.equal(production.held().weights.canary, percentage);
    }
    await production.edit({ stable: fresh });
    await up("--skip-preview");
    await production.edit({ percentage: 0 });
    await up("--skip-preview");
    assert.equal((await production.record()).stable.version, "1.5.0");

    await production.edit({ canary: next });
    await up("--skip-preview");
    await production.edit({ percentage: 10 });
    await up("--skip-preview");
    const back = await production.workspace.canary("rollback", "--reason", "a test", "--yes");
    assert.equal(back.code, 0, back.output);
    assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
  });

  it("sees in ./canary checklist what does not apply, and counts it", async () => {
    const { output } = await production.workspace.canary("checklist", "--no-gate", "--all");
    assert.match(output, /chan-slack \(not applicable\): .*\n +no Slack: three people/);
    assert.match(output, /102 items: .*\d+ not applicable/);
  });
});
