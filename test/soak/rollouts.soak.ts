import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rehearsedProject } from "../../cli/rehearse/project.ts";
import { EXAMPLE } from "../example.ts";
import { openBeginnings, playScenario, SCENARIOS } from "../../rehearsal/traffic/index.ts";

const ROLLOUTS = 10;
/** How much more than after the second rollout memory may be in use after the last, as a share. */
const FLAT = 1.1;

describe("rollouts in a row", function () {
  this.timeout(ROLLOUTS * 180_000);

  it(`leave no process, port or file behind, ${ROLLOUTS} times, and memory as it was`, async () => {
    const [good] = SCENARIOS;
    assert.ok(good);
    const folder = await mkdtemp(join(tmpdir(), "canary-soak-"));
    const beginnings = openBeginnings(folder, await rehearsedProject(EXAMPLE));
    const left: Left[] = [];
    const heap: number[] = [];
    try {
      for (let rollout = 1; rollout <= ROLLOUTS; rollout++) {
        const directory = await mkdtemp(join(tmpdir(), "canary-soak-"));
        const silent = { stepped: () => undefined, held: () => undefined };
        const began = performance.now();
        const { live, outcome } = await playScenario(good, { beginnings, directory }, silent);
        await live.close();
        await rm(directory, { recursive: true });
        // What the engine and its workers leave to the system takes a moment to be gone.
        await sleep(1000);
        left.push(leftBehind());
        heap.push(heapInUse());
        const seconds = (performance.now() - began) / 1000;
        const mebibytes = (heap.at(-1) ?? 0) / 2 ** 20;
        console.log(
          `    rollout ${rollout}: ${seconds.toFixed(1)} s, ${mebibytes.toFixed(1)} MiB in use`,
        );
        assert.deepEqual(outcome.faults, []);
        assert.deepEqual(left.at(-1), left[0]);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
    const [, second = 0] = heap;
    const last = heap.at(-1) ?? 0;
    assert.ok(
      last < second * FLAT,
      `${last} bytes in use after the last, ${second} after the second`,
    );
  });
});

interface Left {
  /** The engine's and the program's processes. */
  readonly processes: readonly string[];
  /** What keeps this process going: servers, sockets, timers, children. */
  readonly handles: Readonly<Record<string, number>>;
  readonly files: readonly string[];
}

function leftBehind(): Left {
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  return {
    processes: execFileSync("ps", ["-eo", "command="], { encoding: "utf8" })
      .split("\n")
      .filter((command) => /\bpulumi|\/cli\/main\.ts/.test(command)),
    handles,
    files: readdirSync(tmpdir()).filter((name) => name.startsWith("canary-")),
  };
}

function heapInUse(): number {
  assert.ok(globalThis.gc, "node --expose-gc");
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
