import type { Config } from "../../config.ts";
import { ask } from "../ask.ts";
import { policyPackArgs } from "../policyPack.ts";
import type { Project } from "../project.ts";
import type { Event, Step } from "../review/events.ts";
import { messagesOf } from "../review/messages.ts";
import { nameOf } from "../state.ts";
import { UserError } from "../userError.ts";
import { lineWidth, wrapped } from "../wrap.ts";
import type { Engine } from "./engine.ts";
import { isPublicRecord } from "./resources.ts";
import { changesIn, firstUp, unexpectedIn, unexpectedLines } from "./expected.ts";
import type { Standing } from "./standing.ts";

const UNTOUCHED = ["same", "read", "refresh"];

/**
 * Make the first update, with the project's policy pack and without the public records. It is previewed
 * first, and stops where something would be deleted or replaced, or changed in a way that is not expected.
 */
export async function firstUpdate({
  project,
  config,
  engine,
  standing: { resources, begun, stored },
  yes,
}: {
  readonly project: Project;
  readonly config: Config;
  readonly engine: Engine;
  readonly standing: Standing;
  readonly yes: boolean | undefined;
}): Promise<void> {
  const isSplit = config.environment === "production";
  const left = isSplit ? resources.filter(isPublicRecord).map(({ urn }) => urn) : [];
  const args = [
    ...left.flatMap((urn) => ["--exclude", urn]),
    ...(await policyPackArgs(project.directory)),
  ];
  const { events } = await engine.run("previewing the first update", ["preview", ...args]);
  const steps = stepsOf(events);
  const unexpected = unexpectedIn(
    steps,
    firstUp(Object.keys(config.secrets), stored !== undefined),
  );
  if (unexpected.length > 0)
    throw new UserError(
      [
        "the first update would change what exists in a way that is not expected, so it was not made:",
        ...unexpectedLines(unexpected, lineWidth()),
        "",
        "Set each in the stack file as it is now, or at the vendor as the stack file has it, and run this again (docs/adopting.md#what-the-first-update-may-change)",
      ].join("\n"),
      1,
    );
  const changes = steps.filter(({ op, type }) => !UNTOUCHED.includes(op) && !isProviders(type));
  if (changes.length > 0) {
    const created = changes.filter(({ op }) => op === "create").length;
    for (const line of messagesOf(events).notes)
      for (const part of wrapped(line, lineWidth(), "", "  ")) console.log(part);
    console.log(
      `\nthe first update creates ${created}, deletes and replaces nothing, and changes of what exists:\n${described(changes).join("\n") || "  nothing"}`,
    );
    await ask("Make it?", yes);
    await engine.run("making the first update", ["up", "--yes", "--skip-preview", ...args]);
  }
  const [target] = resources;
  if (begun.size > 0 && target)
    await engine.run("taking out what was begun before", [
      ...["refresh", "--yes", "--skip-preview", "--clear-pending-creates"],
      ...["--target", target.urn],
    ]);
}

/** What a run does, a step each. */
export function stepsOf(events: readonly Event[]): readonly Step[] {
  return events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
}

function isProviders(type: string): boolean {
  return type.startsWith("pulumi:");
}

/** The updates of what a vendor has, a line each. */
function described(changes: readonly Step[]): string[] {
  return changes
    .filter(({ op, type }) => op === "update" && !type.startsWith("canary:"))
    .flatMap((step) => changesIn(step).map((line) => `  ${nameOf(step.urn)} ${line}`));
}
