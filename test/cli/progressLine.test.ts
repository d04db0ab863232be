import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { withProgress } from "../../cli/progressLine.ts";

/** What is written to a terminal, or to a pipe, while something takes so many milliseconds. */
async function written(isTTY: boolean, milliseconds: number): Promise<string> {
  let text = "";
  const terminal = { isTTY, write: (more: string) => (text += more) };
  assert.equal(await withProgress("previewing", sleep(milliseconds, "done"), terminal), "done");
  return text;
}

describe("the progress of a command", () => {
  it("is not said of what takes less than two seconds", async () => {
    assert.equal(await written(true, 20), "");
    assert.equal(await written(false, 20), "");
  });

  it("is one line that is written anew on a terminal, and gone at the end", async () => {
    const text = await written(true, 2300);
    assert.match(text, /^\r\u001b\[2Kpreviewing … [2-9] s\r\u001b\[2K$/);
  });

  it("is a plain line elsewhere", async () => {
    assert.match(await written(false, 2300), /^previewing … [2-9] s\n$/);
  });
});
