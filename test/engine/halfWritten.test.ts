import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stateFile } from "./copiedStack.ts";
import { emptyOnce } from "./emptyOnce.ts";
import { production, type Production } from "./production.ts";

describe("a state that is read while an update writes it", () => {
  let running: Production;
  let attributes: string;
  before(async () => {
    running = await production("25");
    const folder = join(running.workspace.directory, "state");
    attributes = `${stateFile(folder, "canary")}.attrs`;
  });
  after(() => running.close());

  const answers = { status: /25 %/, "status --all": /25 %/, checklist: /\d+ items/ };
  for (const [command, answer] of Object.entries(answers))
    it(`is read again by ./canary ${command}`, async () => {
      const { read } = await emptyOnce(attributes);
      const { code, output } = await running.workspace.canary(...command.split(" "));
      await read;
      assert.equal(code, 0, output);
      assert.match(output, answer);
      assert.doesNotMatch(output, /EOF/);
    });

  for (const reads of ["outputs", "resources"])
    it(`is read again by the program, for its ${reads}`, async () => {
      await running.setProgram("halfWritten");
      Object.assign(running.workspace.env, { STATE_ATTRIBUTES: attributes, READS: reads });
      const { code, output } = await running.workspace.pulumi(
        ...["preview", "--expect-no-changes", "--stack", "production"],
      );
      assert.match(output, /it was half written/);
      assert.equal(code, 0, output);
    });

  for (const [command, answer] of Object.entries(answers))
    it(`is read all the same by ./canary ${command}, where it stays so since the update was killed`, async () => {
      await writeFile(attributes, "");
      const { code, output } = await running.workspace.canary(...command.split(" "));
      assert.equal(code, 0, output);
      assert.match(output, answer);
    });

  it("stops no roll back then", async () => {
    await writeFile(attributes, "");
    const { code, output } = await running.workspace.canary("rollback", "--yes");
    assert.equal(code, 0, output);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
  });
});
