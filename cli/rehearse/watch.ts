import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rehearsed } from "../../rehearsal/rehearsed.ts";
import { untilInterrupted } from "../untilInterrupted.ts";

/** Lay a canary out with visitors, and keep the control room over it up until ^C. */
export async function rehearseAndWatch(project: Rehearsed): Promise<void> {
  // Loaded here alone: no other command needs the stand-in clouds.
  const { watch } = await import("../../rehearsal/controlRoom/index.ts");
  const directory = await mkdtemp(join(tmpdir(), "canary-rehearsal-"));
  const interrupted = untilInterrupted();
  console.log("A canary is laid out, with visitors; it takes a minute:");
  try {
    const room = await watch(directory, {
      project,
      onStep: (what) => {
        console.log(`  ${what}`);
      },
    });
    console.log(`\nThe control room is at ${room.url} until ^C.`);
    await interrupted;
    console.log("\nAll is taken down; a command under way is let end first.");
    await room.close();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
