import type { RolloutRecord } from "../rollout/record.ts";
import { hasCanary } from "../rollout/traffic.ts";
import type { Entry, MonitorRow } from "./snapshot.ts";

/** How many entries are kept. */
const KEPT = 200;
/** From more changes alike at once one entry is made. */
const SEVERAL = 3;

/** The log: transitions of the rollout, verdicts of monitors, orders, and what commands say. */
export class Journal {
  readonly #entries: Entry[] = [];
  #entered: string | undefined;
  #states: ReadonlyMap<string, string> | undefined;

  /** Newest first. */
  public get entries(): readonly Entry[] {
    return this.#entries;
  }

  public add(kind: Entry["kind"], text: string, at = Date.now()): void {
    const index = this.#entries.findIndex((entry) => entry.at <= at);
    this.#entries.splice(index < 0 ? this.#entries.length : index, 0, { at, kind, text });
    this.#entries.splice(KEPT);
  }

  /** Enter the record's transition, if it is another than before; returns whether it is. */
  public transition(record: RolloutRecord | undefined): boolean {
    if (!record || record.enteredAt === this.#entered) return false;
    this.#entered = record.enteredAt;
    this.add("transition", describe(record), Date.parse(record.enteredAt));
    return true;
  }

  /**
   * Enter the monitors whose state is another than before, and return whether there are any; those that
   * begin well go without saying, and so do those of a canary that has no visitors.
   */
  public monitors(rows: readonly MonitorRow[]): boolean {
    const before = this.#states;
    // Where Datadog is out of reach there are no rows, and what was known before is known still.
    if (rows.length > 0) this.#states = new Map(rows.map(({ key, state }) => [key, state]));
    const changed = rows.filter(
      ({ key, state, idle }) => !idle && state !== (before?.get(key) ?? "OK"),
    );
    for (const [state, alike] of Map.groupBy(changed, ({ state }) => state)) {
      const kind = state === "OK" ? "recovery" : "alert";
      if (alike.length <= SEVERAL) for (const row of alike) this.add(kind, describeState(row));
      else this.add(kind, `${alike.length} monitors: ${state}: ${titles(alike)}`);
    }
    return changed.length > 0;
  }
}

function titles(rows: readonly MonitorRow[]): string {
  return rows.map(({ title }) => title).join(", ");
}

function describeState({ title, state, value, alerts, group }: MonitorRow): string {
  if (state === "OK") return `${title}: OK`;
  const of = group === undefined ? "" : ` of ${group.replace(":", " ")}`;
  const limit = alerts === undefined ? "" : ` (alert ${alerts})`;
  const measured = value === undefined || state === "No Data" ? "" : `, ${value}${limit}`;
  return `${title}${of}: ${state}${measured}`;
}

function describe(record: RolloutRecord): string {
  const { kind, stable, canary, percentage } = record;
  if (!hasCanary(record)) return `${kind}: everyone on ${stable.version}`;
  return `${kind}: ${canary.version} at ${percentage} %, stable ${stable.version}`;
}
