import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultsOf, policyPackArgs } from "../../cli/policyPack.ts";

describe("the levels of a policy pack", () => {
  it("may differ by rule", () => {
    assert.deepEqual(faultsOf('{"runbook-links": "advisory", "all": "mandatory"}'), []);
    assert.deepEqual(
      faultsOf('{"synthetic-checks": {"enforcementLevel": "advisory", "x": 1}}'),
      [],
    );
  });

  for (const [what, levels] of [
    ["all of it", { all: "disabled" }],
    ["all of it, at length", { all: { enforcementLevel: "disabled" } }],
    ["a rule", { "rollout-soak": "disabled" }],
    ["a rule, at length", { "rollout-soak": { enforcementLevel: "disabled" } }],
  ] as const) {
    it(`may not turn off ${what}`, () => {
      const [rule = ""] = Object.keys(levels);
      const faults = faultsOf(JSON.stringify(levels));
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? "", new RegExp(`^${rule} is disabled: exempt single items`));
    });
  }

  it("may not make advice of all of it", () => {
    assert.match(faultsOf('{"all": "advisory"}').join(), /^all is advisory: only single rules/);
  });

  it("are refused all at once", () => {
    assert.equal(faultsOf('{"all": "advisory", "a": "disabled", "b": "disabled"}').length, 3);
  });

  for (const text of ["", "disabled", "[]", '{"all": false}', '{"all": {"enforcementLevel": 0}}'])
    it(`are refused where they are none: ${text}`, () => {
      assert.match(faultsOf(text).join(), /^expected rules by name/);
    });
});

describe("what pulumi is told of a policy pack", () => {
  let directory: string;
  beforeEach(() => (directory = realpathSync(mkdtempSync(join(tmpdir(), "canary-pack-")))));
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });
  const pack = () => {
    mkdirSync(join(directory, "pack"));
    writeFileSync(join(directory, "pack/PulumiPolicy.yaml"), "runtime: nodejs\n");
    symlinkSync("pack", join(directory, "policies"));
  };

  it("is nothing where there is none", () => {
    assert.deepEqual(policyPackArgs(directory), []);
  });

  it("is its folder itself, behind a link too", () => {
    pack();
    assert.deepEqual(policyPackArgs(directory), ["--policy-pack", join(directory, "pack")]);
  });

  it("is its levels as well, unless they turn something off", () => {
    pack();
    const file = join(directory, "pack/config.json");
    writeFileSync(file, '{"runbook-links": "advisory"}');
    assert.deepEqual(policyPackArgs(directory).slice(2), ["--policy-pack-config", file]);
    writeFileSync(file, '{"all": "disabled"}');
    assert.throws(() => policyPackArgs(directory), /config\.json is refused\nall is disabled/);
  });
});
