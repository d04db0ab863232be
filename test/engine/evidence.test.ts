import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { fresh, old, production, type Production, PUBLIC } from "./production.ts";

describe("evidence through the engine", () => {
  let found: Production;
  afterEach(() => found.close());

  it("is what a start needs, each item by its name and its command", async () => {
    found = await production("prepared");
    found.show(["cq-lint", "test-payments"]);
    await found.edit({ percentage: 10 });
    for (const args of [["--skip-preview"], []]) {
      const { code, output } = await found.up(...args);
      assert.notEqual(code, 0);
      assert.match(
        output,
        /evidence: 1 item of 1\.5\.0 not verified: cq-lint \(missing\); \.\/canary verify$/m,
      );
      assert.match(
        output,
        /evidence: 1 item of 1\.5\.0 not attested: test-payments .*; \.\/canary attest test-payments --by NAME/,
      );
      assert.doesNotMatch(output, /cq-tsc \(|cq-tsc,/);
    }
    assert.deepEqual(found.held().weights, { stable: 100, canary: 0 });
    const status = await found.ground.canary("status");
    assert.match(status.output, /evidence: 1 item of 1\.5\.0 not verified: cq-lint/);
    const advance = await found.ground.canary("advance", "--yes");
    assert.equal(advance.code, 1);
    assert.match(advance.output, /evidence: 1 item of 1\.5\.0 not verified: cq-lint/);
    found.show([]);
    assert.equal((await found.up("--skip-preview")).code, 0);
    const { evidence } = await found.record();
    assert.ok(evidence.some(({ item, verdict }) => item === "cq-lint" && verdict === "pass"));
  });

  it("stays frozen in the record: edited afterwards, the same config changes nothing", async () => {
    found = await production("25");
    found.show(["cq-lint", "canary-user-flows"]);
    const { code, output } = await found.up("--expect-no-changes");
    assert.equal(code, 0, output);
    await writeFile(found.evidence(fresh), "broken");
    assert.equal((await found.up("--expect-no-changes")).code, 0);
  });

  it("refuses a rise where its file is broken, and never a way back", async () => {
    found = await production("50");
    found.show([]);
    await writeFile(found.evidence(fresh), "{");
    await found.edit({ percentage: 75 });
    const rise = await found.up("--skip-preview");
    assert.notEqual(rise.code, 0);
    assert.match(rise.output, /evidence: evidence\/(15){20}\.json is not JSON: .*; mend the file/);
    await found.edit({ percentage: 25 });
    assert.equal((await found.up("--skip-preview")).code, 0);
    assert.equal((await found.ground.canary("halt", "--yes", "--reason", "x")).code, 0);
    assert.equal((await found.ground.canary("rollback", "--yes")).code, 0);
    assert.equal(found.held().hosts[PUBLIC], old.deployment);
    assert.match(await readFile(found.evidence(fresh), "utf8"), /^\{$/);
  });

  it("is owed once a rollout has ended, in the file of the release that was rolled out", async () => {
    found = await production("25");
    await found.edit({ percentage: 0 });
    assert.equal((await found.up("--skip-preview")).code, 0);
    found.show(["rb-root-cause"]);
    const { output } = await found.ground.canary(
      "resume",
      "--yes",
      "-c",
      "a backup",
      "-b",
      "Grace",
    );
    assert.match(output, /is halted no longer/, output);
    await found.edit({ percentage: 10 });
    const { code, output: said } = await found.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(
      said,
      /close-out: 1 item of 1\.5\.0 not attested: rb-root-cause \(missing\); \.\/canary attest rb-root/,
    );
    assert.doesNotMatch(said, /close-out: doc-learnings|post-app-health/);
  });
});
