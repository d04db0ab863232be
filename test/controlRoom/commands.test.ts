import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandsIn, type Commands } from "../../controlRoom/commands.ts";

/** Prints its command, and stays until it is interrupted where that is `run`. */
const CANARY = `#!/bin/sh
trap 'echo "canary: interrupted" >&2; exit 130' INT
echo "  1.2 s  $1 begins"
echo "an engine's own line"
case $1 in
  run) while :; do sleep 0.1; done ;;
  advance) printf 'canary: the advance is refused\\ngate: it is closed\\n' >&2; exit 1 ;;
  rollback) sleep 0.5 ;;
esac
`;

describe("the control room's commands", () => {
  let directory: string;
  let commands: Commands;
  let lines: string[];
  const ended = async () => {
    while (commands.running() !== undefined) await sleep(10);
    await sleep(10);
  };
  const hears = async (message: string) => {
    while (!lines.includes(message)) await sleep(10);
  };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "canary-test-"));
    await writeFile(join(directory, "canary"), CANARY, { mode: 0o755 });
    lines = [];
    const canary = join(directory, "canary");
    const workspace = { directory, env: process.env, canary };
    commands = commandsIn(workspace, (message) => lines.push(message));
  });
  afterEach(async () => {
    await commands.close();
    await rm(directory, { recursive: true });
  });

  it("passes on what a command says itself, and not what the engine prints", async () => {
    commands.begin(["status"]);
    assert.equal(commands.running(), "./canary status");
    await ended();
    assert.deepEqual(lines, ["./canary status", "status begins", "./canary status: ended with 0"]);
    assert.equal(commands.failed(), undefined);
  });

  it("keeps why one failed, all of it, until another begins", async () => {
    commands.begin(["advance"]);
    await ended();
    assert.equal(commands.failed(), "the advance is refused\ngate: it is closed");
    commands.begin(["status"]);
    assert.equal(commands.failed(), undefined);
  });

  it("begins nothing beside another command but what goes back, and that once", async () => {
    commands.begin(["run"]);
    assert.throws(() => {
      commands.begin(["advance"]);
    }, /\.\/canary run is under way: let it end first/);
    commands.begin(["halt", "--reason=slow"]);
    commands.begin(["rollback", "--reason=errors"]);
    for (const again of [["rollback", "--reason=others"], ["halt"]])
      assert.throws(() => {
        commands.begin(again);
      }, /\.\/canary rollback --reason=errors is under way/);
    await hears("rollback begins");
  });

  it("says why a command could not be started", async () => {
    await rm(join(directory, "canary"));
    commands.begin(["status"]);
    await ended();
    assert.match(commands.failed() ?? "", /it could not be started: .*ENOENT/);
  });

  it("stops what goes forward, never going back", async () => {
    assert.throws(() => {
      commands.stop();
    }, /nothing is under way/);
    commands.begin(["run"]);
    await hears("run begins");
    commands.begin(["rollback"]);
    await hears("rollback begins");
    commands.stop();
    await hears("./canary run: ended with 130");
    assert.throws(() => {
      commands.stop();
    }, /nothing is under way/);
    await hears("./canary rollback: ended with 0");
  });
});
