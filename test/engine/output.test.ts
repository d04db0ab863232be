import assert from "node:assert/strict";
import { referTo } from "../../rollout/refusal.ts";
import { PACK } from "./broken.ts";
import { production, traffic, type Production } from "./production.ts";

const SKIPPED =
  "error: stage-skipped: 75 % was requested at 10 %, and the next stage is 25 %; percentage: 25";

describe("what pulumi prints", () => {
  let running: Production;
  afterEach(() => running.close());

  /** The lines of an output, but for the engine's sign of life, whose number is the machine's. */
  const run = async (...args: string[]) => {
    const { code, output } = await running.workspace.pulumi(...args, "--stack", "production");
    const lines = output.trimEnd().split("\n");
    return { code, output, lines: lines.filter((line) => !line.startsWith("@ ")) };
  };
  const outputs = async () => (await run("stack", "output", "--json", "--show-secrets")).output;
  const trimmed = (lines: readonly string[]) => lines.map((line) => line.trim());
  /** The lines under `Outputs:`. */
  const printedOutputs = (lines: readonly string[]) => {
    const from = lines.indexOf("Outputs:");
    return from < 0 ? [] : lines.slice(from + 1, lines.indexOf("", from));
  };
  const without = (line: string) => line.replace(/sha256:[0-9a-f]{12}/g, "sha256:…");

  it("of a start with --diff is under 60 lines: both weights, and of the evidence a digest", async () => {
    running = await production("prepared");
    running.show([]);
    await running.edit({ percentage: 10 });
    const { code, output, lines } = await run("preview", "--diff");
    assert.equal(code, 0, output);
    assert.ok(lines.length < 60, `${lines.length} lines:\n${output}`);
    assert.deepEqual(
      trimmed(lines).filter((line) => line.includes("weight") && /\d/.test(line)),
      ["weight 100 → 90 stable, 0 → 10 canary", "~ weight: 100 => 90", "~ weight: 0 => 10"].sort(
        (a, b) => trimmed(lines).indexOf(a) - trimmed(lines).indexOf(b),
      ),
    );
    assert.deepEqual(
      trimmed(lines)
        .filter((line) => line.includes("evidence"))
        .map(without),
      ['~ evidence        : "none" => "16 items, sha256:…"'],
    );
    assert.ok(!output.includes("cq-lint"), output);
    const outcome = '"1.5.0 at 0 %, stable 1.4.0" => "1.5.0 at 10 %, stable 1.4.0"';
    assert.ok(trimmed(lines).includes(`~ rollout         : ${outcome}`), output);
  });

  it("of an advance is under 30 lines, with the weights, in the preview and in the update", async () => {
    running = await production("10");
    running.show([]);
    await running.edit({ percentage: 25 });
    const previewed = await run("preview");
    assert.equal(previewed.code, 0, previewed.output);
    const updated = await run("up", "--yes", "--skip-preview");
    assert.equal(updated.code, 0, updated.output);
    for (const { lines, output } of [previewed, updated]) {
      assert.ok(lines.length < 30, `${lines.length} lines:\n${output}`);
      const said = lines.indexOf("  canary:index:Rollout (rollout):");
      assert.deepEqual(trimmed(lines).slice(said + 1, said + 3), [
        "weight 90 → 75 stable, 10 → 25 canary",
        "the gate is open, all 38 measurements",
      ]);
      assert.ok(!/^ *- /m.test(output), output);
      assert.ok(!output.includes("warning:"), output);
    }
    assert.deepEqual(printedOutputs(previewed.lines).map(without), [
      '  ~ evidence        : "16 items, sha256:…" => "1 item, sha256:…"',
      '  ~ rollout         : "1.5.0 at 10 %, stable 1.4.0" => "1.5.0 at 25 %, stable 1.4.0"',
    ]);
    assert.ok(previewed.output.includes("Error rate 0 %, critical above 5 %"), previewed.output);
  });

  it("of a refused preview has the reasons last, once, and no output", async () => {
    running = await production("10");
    running.show([]);
    running.closeGate();
    const before = await outputs();
    await running.edit({ percentage: 75 });
    const plain = await run("preview");
    assert.notEqual(plain.code, 0);
    const diagnostics = plain.lines.slice(plain.lines.indexOf("Diagnostics:"));
    assert.deepEqual(
      trimmed(diagnostics).map((line) => line.replace(/^(gate: the gate is closed): .*/, "$1")),
      [
        "Diagnostics:",
        "canary:index:Rollout (rollout):",
        "weight 90 → 25 stable, 10 → 75 canary",
        SKIPPED,
        "gate: the gate is closed",
        "",
        "Resources:",
        "~ 4 to update",
        "102 unchanged",
        "1 errored",
      ],
    );

    const { code, lines, output } = await run("preview", "--diff");
    assert.notEqual(code, 0);
    const reasons = lines.indexOf(SKIPPED);
    assert.ok(lines[reasons + 1]?.startsWith("gate: the gate is closed: Error rate 6.2 %"), output);
    assert.deepEqual(lines.slice(reasons + 2), [
      "Resources:",
      "    ~ 4 to update",
      "    102 unchanged",
    ]);
    assert.equal(output.split("stage-skipped").length, 2, output);

    const packed = await run("preview", "--policy-pack", PACK);
    assert.notEqual(packed.code, 0);
    const judged = packed.lines.slice(packed.lines.indexOf("Policies:"));
    assert.equal(judged.join("\n").split("75 % was requested").length, 2, packed.output);
    assert.ok(trimmed(judged).includes(referTo("stage-skipped")), packed.output);

    const update = await run("up", "--yes", "--skip-preview");
    assert.notEqual(update.code, 0);
    const verified = printedOutputs(update.lines);
    assert.deepEqual(
      verified.map((line) => line.split(":")[0]?.trimEnd()),
      ["canaryEntry", "evidence", "protectionBypass", "rollout", "url", "weightedName"].map(
        (name) => `    ${name}`,
      ),
    );
    assert.ok(verified.includes("    protectionBypass: [secret]"), update.output);
    assert.equal(await outputs(), before);
  });

  it("as outputs after ./canary rollback says where everyone is", async () => {
    running = await production("10");
    const { code, output } = await running.workspace.canary(
      "rollback",
      "--yes",
      "--reason",
      "errors",
    );
    assert.equal(code, 0, output);
    const { rollout, evidence, url } = JSON.parse(await outputs()) as Record<string, string>;
    assert.deepEqual(
      { rollout, evidence, url },
      {
        rollout: "1.5.0 halted at 0 %, stable 1.4.0",
        evidence: "none",
        url: "https://www.example.com",
      },
    );
  });

  it("of a run that changes nothing says that alone, though no secret is exported", async () => {
    running = await traffic("prepared");
    for (const [args, title] of [
      [["preview"], "Previewing update (production):"],
      [["up", "--yes", "--skip-preview"], "Updating (production):"],
    ] as const) {
      const { code, lines, output } = await run(...args);
      assert.equal(code, 0, output);
      const row = lines.findIndex((line) => line.startsWith("    pulumi:pulumi:Stack"));
      assert.deepEqual(trimmed(lines).slice(0, row + 1), [
        title,
        "",
        "pulumi:pulumi:Stack canary-production",
      ]);
      assert.ok(!lines.includes("Diagnostics:"), output);
    }
  });
});
