import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { Written } from "../../../cli/run/written.ts";
import { Folder } from "../../measure/verify/workspace.ts";

describe("what an unattended rollout wrote", () => {
  const FILE = "Pulumi.production.yaml";
  let folder: Folder;
  let written: Written;
  let reported: string[];
  const say = console.error;
  beforeEach(() => {
    folder = new Folder();
    folder.repository();
    folder.write(FILE, "percentage: 10");
    folder.commit("Go on");
    written = new Written({ directory: folder.path, name: "canary" }, "production");
    reported = [];
    console.error = (text: string) => reported.push(text);
  });
  afterEach(() => {
    console.error = say;
    folder[Symbol.dispose]();
  });
  const step = (message: string, text: string) => {
    written.add(message);
    writeFileSync(`${folder.path}/${FILE}`, text);
  };

  it("is one commit of all that it did since the last, and then nothing is left to say", async () => {
    step("1.5.0 from 10 % to 25 %", "percentage: 25");
    step("1.5.0 from 25 % to 50 %", "percentage: 50");
    await written.commit();
    written.reportUncommitted();
    assert.deepEqual(reported, []);
    assert.equal(
      folder.git("log", "-1", "--format=%s"),
      "Roll production out: 1.5.0 from 10 % to 25 %, 1.5.0 from 25 % to 50 %",
    );
  });

  it("is said to be uncommitted where the run fails before that, with the commands", () => {
    written.reportUncommitted();
    step("1.5.0 from 10 % to 25 %", "percentage: 10");
    written.reportUncommitted();
    assert.deepEqual(reported, [], "the file is as it was");
    step("1.5.0 from 10 % to 25 %", "percentage: 25");
    written.reportUncommitted();
    assert.match(
      reported.join("\n"),
      /^canary: .*\.yaml is written, not committed:\n {2}git add .*\n {2}git commit -m 'Roll production out: 1\.5\.0 from 10 % to 25 %' -- .*\.yaml$/,
    );
  });
});
