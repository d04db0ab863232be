import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./pulumi.ts";
import { type Production, production } from "./production.ts";

describe("a pull request's comment through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const golden = (name: string) =>
    readFile(join(root, "test/cli/review/streams", `${name}.md`), "utf8");

  /** A comment with what is measured, or made up by the clouds, left out. */
  const unmeasured = (comment: string) =>
    comment
      // Of progress, on stderr.
      .replace(/^.* … \d+ s\n/gm, "")
      .replace(/soak .*? of/, "soak … of")
      .replace(/\| (open|warning) \| .* \|/g, "| … |")
      .replace(/policies \d+ of \d+/, "policies …")
      .replace(/monitors\/\d+/g, "monitors/…")
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "then")
      .replace(/of [\d,]+ requests measured/g, "of some requests measured")
      // They are counted by the minute, of which more or fewer have begun.
      .replace(/\| [\d,]+ since then/g, "| some since then");

  /** The part of it that says what changes. */
  const diff = (comment: string) =>
    /^<details><summary>4 resources[^]*?<\/details>/m.exec(comment)?.[0];

  it("is what is kept, but for what is measured; and only that differs the next time", async () => {
    running = await production("10");
    await running.edit({ percentage: 25 });
    const first = await running.workspace.canary("review");
    assert.equal(first.code, 0, first.output);
    assert.equal(unmeasured(first.output), unmeasured(await golden("advance")));

    const warned = { state: "Warn", group: "version:1.5.0", value: 1.4 } as const;
    running.datadog.setMonitorState("error-rate", warned);
    const second = await running.workspace.canary("review");
    assert.equal(second.code, 0, second.output);
    assert.match(second.output, /gate open with 1 warned/);
    assert.match(second.output, /> - Error rate 1\.4 %, warning above 1 %/);
    assert.ok(diff(first.output));
    assert.equal(diff(second.output), diff(first.output));
    assert.doesNotMatch(first.output + second.output, /rehearsal|example\.com/);
  });

  it("is printed where it refuses, and exits 1", async () => {
    running = await production("10");
    running.closeGate();
    await running.edit({ percentage: 25 });
    const { code, output } = await running.workspace.canary("review");
    assert.equal(code, 1, output);
    assert.match(output, /^### shop 1\.5\.0: 10 % → 25 % of traffic, refused$/m);
    assert.match(output, /> - gate: the gate is closed: Error rate 6\.2 %/);
  });

  it("is none where there is no such stack, and exits 2", async () => {
    running = await production("first");
    const { code, output } = await running.workspace.canary("review", "--stack", "nowhere");
    assert.equal(code, 2);
    assert.match(
      output,
      /^canary: the stack nowhere of canary cannot be previewed: no stack named/,
    );
  });
});
