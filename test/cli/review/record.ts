// Records the events of each pull request in cases.ts from the real engine, and writes the comment
// that they make: node test/cli/review/record.ts [NAME…]. Read the comments before you commit them.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { markdownOf } from "../../../cli/review/markdown.ts";
import { preview } from "../../../cli/review/preview.ts";
import { readEvents, type Event } from "../../../cli/review/events.ts";
import { reviewOf } from "../../../cli/review/review.ts";
import { verdictIn } from "../../../rollout/verdictLine.ts";
import { edit, named } from "../../../rehearsal/stackFile.ts";
import { production, type Production } from "../../engine/production.ts";
import { CASES, STAGED, type Case } from "./cases.ts";

/** Resources that are read though they stay as they are. */
const READ = ["pulumi:pulumi:Stack", "canary:index:Rollout", "vercel:index/project:Project"];

const names = process.argv.slice(2);
for (const [name, one] of Object.entries(CASES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const running = await production(one.stage);
  try {
    const { events, said } = await previewed(running, one);
    const all = readEvents(events);
    const about = { stack: "production", said };
    const kept = all.flatMap(read);
    const comment = markdownOf(reviewOf(kept, about));
    assert.equal(comment, markdownOf(reviewOf(all, about)), "what was dropped is not read");
    const lines = new Set(kept.map((event) => JSON.stringify(event)));
    await writeFile(file(name, "jsonl"), [...lines, ""].join("\n"));
    await writeFile(file(name, "md"), comment);
    console.log(name);
  } finally {
    await running.close();
  }
}

async function previewed(production: Production, { stack, edit: change, meanwhile }: Case) {
  const { workspace, store } = production;
  if (stack === "staging") {
    const { project } = await named<{ project: string }>(workspace, stack, "vercel");
    for (const { deployment: id, ...release } of [
      STAGED,
      { ...STAGED, ...(change.set?.["release"] as object) },
    ])
      store.deployment({ project, id, ...release });
    await edit(workspace, stack, { set: { release: STAGED } });
    const { code, output } = await workspace.pulumi(
      "up",
      "--yes",
      "--skip-preview",
      "--stack",
      stack,
    );
    assert.equal(code, 0, output);
  }
  await edit(workspace, stack ?? "production", change);
  meanwhile?.(production);
  Object.assign(process.env, workspace.env);
  return preview({ directory: workspace.directory, name: "canary" }, stack ?? "production");
}

/** The part of an event that is read, if any. */
function read(event: Event): Event[] {
  const { resourcePreEvent: step, resOutputsEvent: outputs, diagnosticEvent: said } = event;
  if (step) {
    const { op, type } = step.metadata;
    return READ.includes(type) || !["same", "read"].includes(op) ? [event] : [];
  }
  if (outputs) return outputs.metadata.type === "pulumi:pulumi:Stack" ? [event] : [];
  if (said)
    return said.severity !== "debug" || verdictIn(said.message) !== undefined ? [event] : [];
  return Object.keys(event).length > 1 ? [event] : [];
}

function file(name: string, extension: string): string {
  return join(import.meta.dirname, "streams", `${name}.${extension}`);
}
