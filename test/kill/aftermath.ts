import { ALIAS, aliasOf, settingsIn } from "../../components/trafficSettings.ts";
import { standing } from "../../cli/describe.ts";
import { parseState } from "../../cli/state.ts";
import { driftOf } from "../../rollout/drift.ts";
import { isUnreadable, type RolloutRecord } from "../../rollout/record.ts";
import { isHalted, type TrafficSetting } from "../../rollout/traffic.ts";
import type { Production } from "../engine/production.ts";
import type { Operation } from "./operations.ts";

/** What was found after an operation was cut off, and how it was repaired. */
export interface Aftermath {
  /** Whether the record has the operation. */
  readonly recorded: boolean;
  /** What repaired it: the same command again, or a roll back. */
  readonly repairedBy: "again" | "rollback";
  /** What must not be, in words; none where all is well. */
  readonly faults: readonly string[];
}

/** Look at what was left, and repair it as a person would. */
export async function aftermathOf(
  found: Production,
  operation: Operation,
  before: RolloutRecord,
): Promise<Aftermath> {
  found.store.clearFaults();
  await found.ground.pulumi("cancel", "--yes", "--stack", "production");
  const faults: string[] = [];
  const left = await look(found);
  const recorded = left.record.enteredAt !== before.enteredAt;
  // The record of before says what was reached before: it claims nothing of what was cut off.
  if (recorded) faults.push(...left.drift.map((words) => `the record claims too much: ${words}`));

  const status = await found.ground.canary("status");
  if (status.code !== 0) faults.push(`status ends with ${status.code}: ${status.output}`);
  for (const told of [standing(left.record), left.weights])
    if (!status.output.includes(told)) faults.push(`status does not say "${told}"`);

  const share = found.held().weights["canary"] ?? 0;
  const repairedBy = await repair(found, operation, faults);
  const { record, drift } = await look(found);
  faults.push(...drift.map((words) => `not repaired: ${words}`));
  if (operation.halts || repairedBy === "rollback")
    faults.push(...(await risen(found, record, share)));
  return { recorded, repairedBy, faults };
}

/** The same command again; a roll back where it is refused. */
async function repair(
  found: Production,
  { command }: Operation,
  faults: string[],
): Promise<Aftermath["repairedBy"]> {
  const [name, ...args] = command;
  const again =
    name === "pulumi" ? await found.up("--skip-preview") : await found.ground.canary(...args);
  if (again.code === 0) return "again";
  const back = await found.ground.canary("rollback", "--yes", "--reason", "it was cut off");
  if (back.code !== 0)
    faults.push(`the roll back ends with ${back.code}: ${back.output} after ${again.output}`);
  return "rollback";
}

/** A halted release asked to rise: it may not. */
async function risen(found: Production, record: RolloutRecord, share: number): Promise<string[]> {
  if (!isHalted(record, record.canary)) return ["the release is not halted"];
  await found.edit({ percentage: record.percentage === 50 ? 75 : 10, stable: record.stable });
  const { code } = await found.up("--skip-preview");
  const now = found.held().weights["canary"] ?? 0;
  if (code === 0) return ["a halted release could be asked to rise"];
  return now > Math.max(share, record.percentage) ? [`a halted release rose to ${now} %`] : [];
}

async function look(found: Production) {
  const { output } = await found.ground.pulumi("stack", "export", "--stack", "production");
  const { resources, found: record } = parseState(
    JSON.parse(output) as { deployment?: unknown },
    "production",
  );
  if (!record || isUnreadable(record))
    throw new Error("the state holds no record that can be read");
  const { weights, hosts } = found.held();
  const settings: TrafficSetting[] = [
    ...Object.entries(weights).map(([of, value]) => ({ kind: "weight", of, value }) as const),
    ...resources
      .filter(({ type }) => type === ALIAS)
      .map(({ urn, outputs }) => {
        return { kind: "alias", ...aliasOf(urn), value: hosts[String(outputs["alias"])] } as const;
      }),
  ];
  const written = (of: string) =>
    settingsIn(resources).find((one) => one.kind === "weight" && one.of === of)?.value ?? "?";
  return {
    record,
    drift: driftOf(record, settings, "in the clouds"),
    weights: `stable ${written("stable")}, canary ${written("canary")}`,
  };
}
