import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { stream } from "./build.ts";

const root = join(import.meta.dirname, "../../..");
const review = (events: string, input = "") =>
  spawnSync(process.execPath, [join(root, "cli/main.ts"), "review", "--events", events], {
    input,
    encoding: "utf8",
  });

describe("./canary review --events", () => {
  const file = (name: string) => join(import.meta.dirname, "streams", `${name}.jsonl`);

  it("prints the comment, and exits with the verdict", () => {
    const passed = review(file("advance"));
    assert.deepEqual([passed.status, passed.stderr], [0, ""]);
    assert.match(passed.stdout, /^### shop 1\.5\.0: 10 % → 25 % of traffic$/m);
    const refused = review(file("refused"));
    assert.equal(refused.status, 1);
    assert.match(refused.stdout, /stage-skipped/);
  });

  it("reads standard input", () => {
    assert.equal(review("-", stream("unchanged")).status, 0);
  });

  it("says what is wrong with events, and exits 2 without a stack trace", () => {
    for (const [events, input, message] of [
      ["/nowhere/events", "", /the events cannot be read: ENOENT/],
      ["-", "", /there are no events/],
      ["-", "not JSON", /line 1 is no event/],
    ] as const) {
      const { status, stdout, stderr } = review(events, input);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
  });
});
