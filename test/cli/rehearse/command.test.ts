import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { run } from "../../../rehearsal/run.ts";
import { BAD } from "../../../rehearsal/traffic/stories.ts";
import { root } from "../../engine/pulumi.ts";

const rehearse = (...args: string[]) =>
  run(join(root, "canary"), ["rehearse", ...args], { cwd: root, env: process.env });

describe("./canary rehearse, before it plays", () => {
  it("lists its stories, a name and a sentence a line", async () => {
    const { code, output } = await rehearse("--list");
    assert.equal(code, 0);
    const names = output
      .trim()
      .split("\n")
      .map((line) => /^(\S+) +\S.*\.$/.exec(line)?.[1]);
    assert.deepEqual(names, ["good", ...BAD.map(({ name }) => name)]);
  });

  it("says which stories there are where one is named that is none", async () => {
    const { code, output } = await rehearse("--scenario", "eclipse");
    assert.notEqual(code, 0);
    assert.match(output, /there is no story called eclipse: all, or one of good, errors, silent,/);
  });

  it("says what to install where visitors are to be resolved by unbound, and none is installed", async () => {
    const hasUnbound = (folder: string) => existsSync(join(folder, "unbound"));
    const folders = (process.env["PATH"] ?? "").split(delimiter);
    const PATH = folders.filter((folder) => !hasUnbound(folder)).join(delimiter);
    const env = { ...process.env, PATH };
    const { code, output } = await run(
      join(root, "canary"),
      ["rehearse", "--resolver", "unbound"],
      { cwd: root, env },
    );
    assert.equal(code, 2, output);
    assert.match(output, /^canary: expected unbound on the PATH, and it is not there: apt install/);
  });

  it("says what is missing where a folder holds no project", async () => {
    const { code, output } = await rehearse("--project", tmpdir());
    assert.equal(code, 2, output);
    assert.match(output, /no Pulumi\.yaml in .*: name the folder of a project/);
  });
});
