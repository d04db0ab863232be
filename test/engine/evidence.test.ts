import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { fresh, old, production, PUBLIC, traffic, type Production } from "./production.ts";

describe("evidence through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  it("is what a start needs, each item by its name and its command", async () => {
    running = await traffic("prepared");
    running.show(["cq-lint", "test-payments"]);
    await running.edit({ percentage: 10 });
    for (const args of [["--skip-preview"], []]) {
      const { code, output } = await running.up(...args);
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
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
    const status = await running.workspace.canary("status");
    assert.match(status.output, /evidence: 1 item of 1\.5\.0 not verified: cq-lint/);
    const advance = await running.workspace.canary("advance", "--yes");
    assert.equal(advance.code, 1);
    assert.match(advance.output, /evidence: 1 item of 1\.5\.0 not verified: cq-lint/);
    running.show([]);
    assert.equal((await running.up("--skip-preview")).code, 0);
    const { evidence } = await running.record();
    assert.ok(evidence.some(({ item, verdict }) => item === "cq-lint" && verdict === "pass"));
  });

  it("stays frozen in the record: edited afterwards, the same config changes nothing", async () => {
    running = await traffic("25");
    running.show(["cq-lint", "canary-user-flows"]);
    const { code, output } = await running.up("--skip-preview", "--expect-no-changes");
    assert.equal(code, 0, output);
    await writeFile(running.evidence(fresh), "broken");
    assert.equal((await running.up("--skip-preview", "--expect-no-changes")).code, 0);
  });

  it("refuses an increase where its file is broken, and never going back", async () => {
    running = await traffic("50");
    running.show([]);
    await writeFile(running.evidence(fresh), "{");
    await running.edit({ percentage: 75 });
    const increase = await running.up("--skip-preview");
    assert.notEqual(increase.code, 0);
    assert.match(
      increase.output,
      /evidence: evidence\/(15){20}\.json is not JSON: .*; mend the file/,
    );
    await running.edit({ percentage: 25 });
    assert.equal((await running.up("--skip-preview")).code, 0);
    assert.equal((await running.workspace.canary("halt", "--yes", "--reason", "x")).code, 0);
    assert.equal((await running.workspace.canary("rollback", "--yes")).code, 0);
    assert.equal(running.held().hosts[PUBLIC], old.deployment);
    assert.match(await readFile(running.evidence(fresh), "utf8"), /^\{$/);
  });

  it("is owed once a rollout has ended, in the file of the release that was rolled out", async () => {
    running = await production("25");
    await running.edit({ percentage: 0 });
    assert.equal((await running.up("--skip-preview")).code, 0);
    running.show(["rb-root-cause"]);
    const { output } = await running.workspace.canary(
      "resume",
      "--yes",
      "-c",
      "a backup",
      "-b",
      "Grace",
    );
    assert.match(output, /is halted no longer/, output);
    await running.edit({ percentage: 10 });
    const { code, output: said } = await running.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(
      said,
      /close-out: 1 item of 1\.5\.0 not attested: rb-root-cause \(missing\); \.\/canary attest rb-root/,
    );
    assert.doesNotMatch(said, /close-out: doc-learnings|post-app-health/);
  });
});
