import { ALIAS, aliasOf, settingsIn } from "../../components/trafficSettings.ts";
import { standing } from "../../cli/describe.ts";
import { parseState } from "../../cli/state.ts";
import { driftOf } from "../../rollout/drift.ts";
import { isUnreadable, type RolloutRecord } from "../../rollout/record.ts";
import { isHalted, type TrafficSetting } from "../../rollout/traffic.ts";
import { keptState, type Production } from "../engine/production.ts";
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

/** Inspect what was left, and repair it as a person would. */
export async function aftermathOf(
  production: Production,
  operation: Operation,
  before: RolloutRecord,
): Promise<Aftermath> {
  production.store.clearFaults();
  await production.workspace.pulumi("cancel", "--yes", "--stack", "production");
  const faults: string[] = [];
  const left = await look(production);
  const recorded = left.record.enteredAt !== before.enteredAt;
  // The record of before says what was reached before: it claims nothing of what was cut off.
  if (recorded)
    faults.push(...left.drift.map((message) => `the record claims too much: ${message}`));

  const status = await production.workspace.canary("status");
  if (status.code !== 0) faults.push(`status ends with ${status.code}: ${status.output}`);
  // Since when is said beside the time that has passed, which has gone on.
  const [stands = ""] = standing(left.record).split(" (since ");
  for (const reported of [stands, left.weights])
    if (!status.output.includes(reported)) faults.push(`status does not say "${reported}"`);

  const share = production.held().weights["canary"] ?? 0;
  const repairedBy = await repair(production, operation, faults);
  const { record, drift } = await look(production);
  faults.push(...drift.map((message) => `not repaired: ${message}`));
  if (operation.halts || repairedBy === "rollback")
    faults.push(...(await increased(production, record, share)));
  return { recorded, repairedBy, faults };
}

/** The same command again; a roll back where it is refused. */
async function repair(
  production: Production,
  { command }: Operation,
  faults: string[],
): Promise<Aftermath["repairedBy"]> {
  const [name, ...args] = command;
  const again =
    name === "pulumi"
      ? await production.up("--skip-preview")
      : await production.workspace.canary(...args);
  if (again.code === 0) return "again";
  const back = await production.workspace.canary("rollback", "--yes", "--reason", "it was cut off");
  if (back.code !== 0)
    faults.push(`the roll back ends with ${back.code}: ${back.output} after ${again.output}`);
  return "rollback";
}

/** An advance is requested of a halted release: it is refused. */
async function increased(
  production: Production,
  record: RolloutRecord,
  share: number,
): Promise<string[]> {
  if (!isHalted(record, record.canary)) return ["the release is not halted"];
  await production.edit({ percentage: record.percentage === 50 ? 75 : 10, stable: record.stable });
  const { code } = await production.up("--skip-preview");
  const now = production.held().weights["canary"] ?? 0;
  if (code === 0) return ["an advance of a halted release was not refused"];
  return now > Math.max(share, record.percentage)
    ? [`a halted release was increased to ${now} %`]
    : [];
}

async function look(production: Production) {
  // As it is kept: a kill may leave what the engine cannot read.
  const deployment = await keptState(production.workspace);
  const { resources, stored: record } = parseState({ deployment }, "production");
  if (!record || isUnreadable(record))
    throw new Error("the state holds no record that can be read");
  const { weights, hosts } = production.held();
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
