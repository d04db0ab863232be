import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rehearsedProject } from "../../cli/rehearse/project.ts";
import { openBeginnings, playScenario, SCENARIOS } from "../../rehearsal/traffic/index.ts";
import { EXAMPLE } from "../example.ts";

const QUIET = { stepped: () => undefined, held: () => undefined };

/** What each story of the rehearsal takes, beside a bare `up`: each once, on a machine of its own. */
export async function stories(bareUp: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "canary-bench-"));
  const rows: string[] = [];
  try {
    const beginnings = openBeginnings(folder, await rehearsedProject(EXAMPLE));
    for (const scenario of SCENARIOS) {
      const directory = await mkdtemp(join(folder, "story-"));
      const began = performance.now();
      const { live, outcome } = await playScenario(scenario, { beginnings, directory }, QUIET);
      const seconds = (performance.now() - began) / 1000;
      await live.close();
      const ended = outcome.faults.length === 0 ? "as it must" : outcome.faults.join("; ");
      rows.push(
        `| ${scenario.name} | ${seconds.toFixed(0)} s | ${(seconds / bareUp).toFixed(0)} | ${ended} |`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return [
    "## The rehearsal's stories",
    "",
    "Each once, beside a bare `up`; the first of a stage also lays where it begins.",
    "",
    "| story | time | ratio | ended |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}
