import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultsOf, policyPackArgs } from "../../cli/policyPack.ts";

describe("the levels of a policy pack", () => {
  it("may differ by rule", async () => {
    assert.deepEqual(await faultsOf('{"runbook-links": "advisory", "all": "mandatory"}'), []);
    assert.deepEqual(await faultsOf('{"synthetic-checks": {"enforcementLevel": "advisory"}}'), []);
  });

  for (const [what, levels] of [
    ["all of it", { all: "disabled" }],
    ["all of it, at length", { all: { enforcementLevel: "disabled" } }],
    ["a rule", { "rollout-soak": "disabled" }],
    ["a rule, at length", { "rollout-soak": { enforcementLevel: "disabled" } }],
  ] as const) {
    it(`may not turn off ${what}`, async () => {
      const [rule = ""] = Object.keys(levels);
      const faults = await faultsOf(JSON.stringify(levels));
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? "", new RegExp(`^${rule} is disabled: exempt single items`));
    });
  }

  it("may not make advice of all of it", async () => {
    assert.match(
      (await faultsOf('{"all": "advisory"}')).join(),
      /^all is advisory: only single rules/,
    );
  });

  it("are refused all at once", async () => {
    const levels = '{"all": "advisory", "contacts": "disabled", "contact": "advisory"}';
    assert.equal((await faultsOf(levels)).length, 3);
  });

  for (const text of ["", "disabled", "[]", '{"all": false}', '{"all": {"enforcementLevel": 0}}'])
    it(`are refused where they are none: ${text}`, async () => {
      assert.match((await faultsOf(text)).join(), /^expected rules by name/);
    });

  it("are refused behind a byte order mark, which is what is said", async () => {
    assert.deepEqual(await faultsOf('\uFEFF{"runbook-links": "advisory"}'), [
      "it begins with a byte order mark, which pulumi does not read: save it without one",
    ]);
  });

  for (const [text, message] of [
    ['{"staging-variable": {"required": ["A"]}}', /did you mean staging-variables\?/],
    ['{"staging-variables": {"require": ["A"]}}', /did you mean required\?/],
    ['{"contact": "advisory"}', /did you mean contacts\?/],
    ['{"contacts": "advisry"}', /^contacts is advisry: expected advisory or mandatory$/],
  ] as const)
    it(`are refused where no policy has them: ${text}`, async () => {
      assert.match((await faultsOf(text)).join("\n"), message);
    });
});

describe("what pulumi gets of the policy pack", () => {
  const pack = join(import.meta.dirname, "../../policies");
  let directory: string;
  beforeEach(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), "canary-pack-")));
    mkdirSync(join(directory, "policies"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it("is the folder of the pack that comes with the command, whatever the project has", async () => {
    assert.deepEqual(await policyPackArgs(directory), ["--policy-pack", pack]);
  });

  it("is the project's levels as well, unless they turn something off", async () => {
    const file = join(directory, "policies/config.json");
    writeFileSync(file, '{"runbook-links": "advisory"}');
    assert.deepEqual((await policyPackArgs(directory)).slice(2), ["--policy-pack-config", file]);
    writeFileSync(file, '{"all": "disabled"}');
    await assert.rejects(policyPackArgs(directory), /config\.json is refused\nall is disabled/);
  });
});
