import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { production, type Production } from "./production.ts";
import { root } from "./pulumi.ts";

describe("commands that print JSON, through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  /** What a command prints to stdout, and nothing else. */
  const printed = (...args: string[]) =>
    new Promise<string>((resolve) => {
      const { directory, env } = running.workspace;
      execFile(join(directory, "canary"), args, { cwd: directory, env }, (_, stdout) => {
        resolve(stdout);
      });
    });

  /** Fails unless it is what the schema in the repository describes. */
  const described = (command: string, output: unknown) => {
    const file = join(root, `docs/schemas/${command}.schema.json`);
    const schema = JSON.parse(readFileSync(file, "utf8")) as z.core.JSONSchema.JSONSchema;
    const read = z.fromJSONSchema(schema).safeParse(output);
    assert.ok(read.success, read.error && z.prettifyError(read.error));
  };
  const json = async (command: string, ...args: string[]) => {
    const output = JSON.parse(await printed(command, "--format", "json", ...args)) as unknown;
    described(command, output);
    return output;
  };

  it("describe a status, what is requested and refused, and the gate", async () => {
    running = await production("25");
    const held = (await json("status")) as {
      record: { percentage: number; enteredAt: string };
      requested: { transition: string };
      gate: { verdict: string };
      next: string;
    };
    assert.equal(held.record.percentage, 25);
    assert.match(held.record.enteredAt, /^\d{4}-\d\d-\d\dT.*Z$/);
    assert.equal(held.requested.transition, "hold");
    assert.equal(held.gate.verdict, "open");
    assert.equal(held.next, "1.5.0 from 25 % to 50 %");
    await running.edit({ percentage: 75 });
    const differs = (await json("status")) as { requested: { refusals: { rule: string }[] } };
    assert.deepEqual(
      differs.requested.refusals.map(({ rule }) => rule),
      ["stage-skipped"],
    );
    await running.edit({ set: { percentage: "25%" } });
    const broken = (await json("status")) as { requested: { fault: string } };
    assert.match(broken.requested.fault, /percentage is "25%"/);
  });

  it("describe a checklist, a verification and a review", async () => {
    running = await production("prepared");
    running.show(["cq-lint"]);
    const items = (await json("checklist")) as { id: string; state: string }[];
    assert.equal(items.find(({ id }) => id === "cq-lint")?.state, "unmet");
    const verified = (await json("verify", "test-health-endpoints")) as {
      items: { item: string; verdict: string }[];
    };
    assert.deepEqual(
      verified.items.map(({ item }) => item),
      ["test-health-endpoints"],
    );
    const reviewed = (await json("review")) as { refused: boolean };
    assert.equal(reviewed.refused, false);
  });

  it("describe each line of an unattended rollout, to its end and its exit code", async () => {
    running = await production("10");
    const output = await printed("run", "--format", "json", "--yes", "--every", "0.2", "-u", "25");
    const lines = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { event: string; message: string; exitCode?: number });
    for (const line of lines) described("run", line);
    assert.equal(lines[0]?.event, "stands");
    assert.match(
      lines.find(({ event }) => event === "stepped")?.message ?? "",
      /^1\.5\.0 takes 25 %/,
    );
    assert.deepEqual([lines.at(-1)?.event, lines.at(-1)?.exitCode], ["ended", 0]);
  });
});
