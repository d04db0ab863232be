import assert from "node:assert/strict";
import { itemPrinter } from "../../../cli/verify/print.ts";
import { itemOf } from "../../../checklist/items.ts";
import type { Done } from "../../../measure/verify/run.ts";
import { NEW } from "../../rollout/build.ts";

const planned = ["cq-lint", "cq-tsc", "cq-unit-tests"].flatMap((id) => {
  const item = itemOf(id);
  return item ? [{ item, release: NEW }] : [];
});

function done(item: string, verdict: "pass" | "fail", observed: string, end = ""): Done {
  const by = { check: "here" };
  const task = {
    item,
    by,
    limit: 1,
    when: "beside",
    verifier: () => Promise.reject(new Error()),
  } as const;
  return { task, verified: { verdict, by, observed, digest: "", end }, seconds: 2.34 };
}

/** What is written, with cleared lines taken out. */
function report(live: boolean, printer: (to: ReturnType<typeof itemPrinter>) => void): string {
  let text = "";
  printer(itemPrinter(planned, { live, write: (more) => (text += more) }));
  return text;
}

describe("what verify tells", () => {
  it("is a line for each item when it ends, the failing output's end, and the sum", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`).join("\n");
    const text = report(false, (to) => {
      for (const one of [
        done("cq-lint", "pass", "3 files"),
        done("cq-tsc", "fail", "exited with 2", lines),
      ]) {
        to.starts(one.task);
        to.ends(one);
      }
      to.concludes([], true);
    });
    const screen = lines
      .split("\n")
      .slice(-20)
      .map((line) => `  ${line}`);
    assert.equal(
      text,
      [
        "✔ cq-lint          2.3 s  3 files",
        "✘ cq-tsc           2.3 s  exited with 2",
        "",
        "cq-tsc:",
        ...screen,
        "",
        "1 of 3 verified, 1 failed, 1 not",
        "",
      ].join("\n"),
    );
  });

  it("says what nothing shows, and where to name it", () => {
    const text = report(false, (to) => {
      to.concludes(
        planned.slice(2).map(({ item }) => item),
        false,
      );
    });
    assert.match(
      text,
      /✘ cq-unit-tests {2}nothing shows it: name a command under verify\.cq-unit-tests\n/,
    );
  });

  it("counts as failed what could not be written down", () => {
    const text = report(false, (to) => {
      to.ends(done("cq-lint", "pass", "3 files"), "evidence/1.json is not JSON");
      assert.equal(to.failed(), 1);
    });
    assert.match(text, /✘ cq-lint .* 3 files; not written down: evidence\/1\.json is not JSON/);
  });

  it("hands on nothing that a terminal would obey", () => {
    const text = report(false, (to) => {
      to.ends(
        done(
          "cq-lint",
          "fail",
          "a\u001b[2Jb\nc",
          "\u001b[31mred\u001b[0m\u0007 \u001b]0;title\u0007",
        ),
      );
      to.concludes([], false);
    });
    assert.doesNotMatch(text, /[\u001b\u0007]/);
    assert.match(text, /\n {2}red/);
  });

  it("clears the line of what is under way on a terminal, and there alone", () => {
    const line = (live: boolean) =>
      report(live, (to) => {
        to.ends(done("cq-lint", "pass", "x"));
      });
    assert.ok(line(true).startsWith("\r\u001b[2K✔"));
    assert.ok(line(false).startsWith("✔"));
  });
});
