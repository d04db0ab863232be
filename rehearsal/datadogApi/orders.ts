import { Database } from "../clouds/store/database.ts";
import { FaultOrders, FAULTS } from "../clouds/store/faults.ts";

const TABLES = `
  CREATE TABLE IF NOT EXISTS datadog_states (
    monitor TEXT NOT NULL,
    "group" TEXT NOT NULL,
    state TEXT NOT NULL,
    value REAL,
    triggered INTEGER NOT NULL DEFAULT 0,
    resolved INTEGER NOT NULL DEFAULT 0,
    nodata INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (monitor, "group")
  ) STRICT;
  CREATE TABLE IF NOT EXISTS datadog_mutes (
    monitor TEXT PRIMARY KEY,
    start INTEGER NOT NULL,
    "end" INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS datadog_requests (
    version TEXT NOT NULL,
    second INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (version, second)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS datadog_unsent (metric TEXT PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS datadog_facts (name TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS datadog_calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    call TEXT NOT NULL,
    at TEXT NOT NULL,
    body TEXT
  ) STRICT;
  ${FAULTS}`;

/** The second of a count that was set for good. */
const WHENEVER = -1;

/** Two times, in Unix seconds. */
export interface Between {
  readonly from: number;
  readonly to: number;
}

/** A monitor's group as Datadog has it; times in Unix seconds, 0 where it never happened. */
export interface GroupRow {
  readonly monitor: string;
  readonly group: string;
  readonly state: string;
  readonly value: number | null;
  readonly triggered: number;
  readonly resolved: number;
  readonly nodata: number;
}

/** A downtime of a monitor, in Unix seconds; without an end it is for ever. */
export interface MuteRow {
  readonly monitor: string;
  readonly start: number;
  readonly end: number | null;
}

/** The states that a monitor can be in. https://docs.datadoghq.com/api/latest/monitors/ */
export type MonitorState = "OK" | "Warn" | "Alert" | "No Data" | "Ignored" | "Skipped" | "Unknown";

/** The calls that the stand-in answers. */
export type ApiCall = "monitors" | "query" | "tests" | "events" | AccountCall;

/** Those that only read what an account has. */
export type AccountCall =
  | "validate"
  | "services"
  | "metrics"
  | "tags"
  | "teams"
  | "slack"
  | "awsIntegrations"
  | "logsMetric"
  | "keys"
  | "user"
  | "permissions";

/** What the account has, beside what the stand-in cloud holds. */
export interface AccountFacts {
  /** The services with traces, by environment. */
  readonly services: Readonly<Record<string, readonly string[]>>;
  /** The metrics with data, each with its tags. */
  readonly metrics: Readonly<Record<string, readonly string[]>>;
  /** The handles of teams that somebody made by hand. */
  readonly teams: readonly string[];
  /** The channels of each Slack account of the integration. */
  readonly slack: Readonly<Record<string, readonly string[]>>;
  /** The scopes of the application key; all of its owner's permissions where null. */
  readonly scopes: readonly string[] | null;
}

/** An account that has nothing, and an application key that may do all. */
export const NO_FACTS: AccountFacts = {
  services: {},
  metrics: {},
  teams: [],
  slack: {},
  scopes: null,
};

/**
 * How a call fails: `429` too many requests, `500` Datadog's own failure, `hang` no answer, `malformed`
 * an answer that is not what it should be, `unreachable` the connection is cut.
 */
export type ApiFault = 429 | 500 | "hang" | "malformed" | "unreachable";

/** An event that was posted, as it was sent. */
export type PostedEvent = Readonly<Record<string, unknown>>;

/**
 * Orders to the stand-in Datadog, from this process or another: what is set here holds from the next
 * call on, and again after it was stopped and started.
 */
export class DatadogOrders {
  readonly #database: Database;
  readonly #faults: FaultOrders;

  public constructor(file: string) {
    this.#database = new Database(file, TABLES);
    this.#faults = new FaultOrders(this.#database, "datadog");
  }

  /** The groups of monitors that were put into a state. */
  public groups(): GroupRow[] {
    return this.#database.rows<GroupRow>("SELECT * FROM datadog_states");
  }

  /**
   * Put a monitor, by its tag `canary_monitor:<key>`, into a state: one group of it, or all of a
   * monitor without groups. When it triggered, recovered or lost its data follows from the change.
   *
   *     datadog.setMonitorState("error-rate", { state: "Alert", group: "version:1.5.0", value: 6.2 });
   */
  public setMonitorState(
    key: string,
    change: {
      readonly state: MonitorState;
      /** E.g. `version:1.5.0`. Default `*`: a monitor without groups. */
      readonly group?: string;
      /** What it measures. Default: as it was. */
      readonly value?: number;
      /** When it changed, ISO 8601. Default now. */
      readonly at?: string;
    },
  ): void {
    const { state, group = "*", value, at = new Date().toISOString() } = change;
    const seconds = secondsOf(at);
    this.#database.transaction(() => {
      const match = this.groups().find((row) => row.monitor === key && row.group === group);
      const before = match ?? untouched(key, group);
      const entered = before.state === state ? {} : transitionTimes(state, seconds);
      const row = { ...before, ...entered, state, value: value ?? before.value };
      this.#database.put("datadog_states", row);
    });
  }

  /** Mute a monitor until a time (ISO 8601; default for ever), or unmute it (`"never"`). */
  public mute(key: string, until?: string): void {
    if (until === "never") {
      this.#database.run("DELETE FROM datadog_mutes WHERE monitor = ?", key);
      return;
    }
    const start = secondsOf(new Date().toISOString());
    const end = until === undefined ? null : secondsOf(until);
    this.#database.put("datadog_mutes", { monitor: key, start, end });
  }

  public mutes(): MuteRow[] {
    return this.#database.rows<MuteRow>("SELECT * FROM datadog_mutes");
  }

  /**
   * How many requests a release has had at this stage, by the value of its `version` tag; `"no data"`
   * where none are known of.
   */
  public setRequests(version: string, count: number | "no data"): void {
    this.#database.run("DELETE FROM datadog_requests WHERE version = ?", version);
    if (count !== "no data")
      this.#database.put("datadog_requests", { version, second: WHENEVER, count });
  }

  /** Count requests that a release had at a time (milliseconds since 1970), by its `version` tag. */
  public countRequests(version: string, at: number, count: number): void {
    const sql = `INSERT INTO datadog_requests VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET count = count + excluded.count`;
    this.#database.run(sql, version, Math.floor(at / 1000), count);
  }

  /** How many requests each version has had, in all or between two times. */
  public requests(between?: Between): ReadonlyMap<string, number> {
    const rows = this.#database.rows<{ version: string; count: number }>(
      `SELECT version, SUM(count) AS count FROM datadog_requests
        WHERE second = ${WHENEVER} OR second BETWEEN ? AND ? GROUP BY version ORDER BY version`,
      between?.from ?? 0,
      between?.to ?? Number.MAX_SAFE_INTEGER,
    );
    return new Map(rows.map(({ version, count }) => [version, count]));
  }

  /** Whether anything was ever sent of a metric; it was, where nothing is ordered. */
  public setSent(metric: string, sent: boolean): void {
    if (sent) this.#database.run("DELETE FROM datadog_unsent WHERE metric = ?", metric);
    else this.#database.put("datadog_unsent", { metric });
  }

  /** Have the account be so. */
  public setFacts(facts: Partial<AccountFacts>): void {
    const after = { ...this.facts(), ...facts };
    this.#database.run("DELETE FROM datadog_facts");
    this.#database.put("datadog_facts", { name: "account", facts: JSON.stringify(after) });
  }

  /** What the account has. */
  public facts(): AccountFacts {
    const [row] = this.#database.rows<{ facts: string }>("SELECT facts FROM datadog_facts");
    return row ? (JSON.parse(row.facts) as AccountFacts) : NO_FACTS;
  }

  /** The metrics that nothing was ever sent of. */
  public unsent(): readonly string[] {
    const rows = this.#database.rows<{ metric: string }>("SELECT metric FROM datadog_unsent");
    return rows.map(({ metric }) => metric);
  }

  /** Order the next calls to fail: of one kind or all, so many times (default 1) or always. */
  public fault(fault: {
    readonly kind: ApiFault;
    readonly call?: ApiCall;
    readonly times?: number | "always";
  }): void {
    const { kind, call = null, times = 1 } = fault;
    this.#faults.add({ call, kind: String(kind), times: times === "always" ? null : times });
  }

  /** Have no further call fail. */
  public clearFaults(): void {
    this.#faults.clear();
  }

  /** Take the next order to fail such a call, if there is one. */
  public takeFault(call: ApiCall): string | undefined {
    return this.#faults.take(call);
  }

  /** Log a call, with the body of an event that was taken. */
  public record(call: ApiCall, body: string | null): void {
    this.#database.put("datadog_calls", { call, at: new Date().toISOString(), body });
  }

  /** Every call that was made, in order. */
  public calls(): { readonly call: string; readonly at: string }[] {
    return this.#database
      .rows<{ call: string; at: string }>("SELECT * FROM datadog_calls ORDER BY number")
      .map(({ call, at }) => ({ call, at }));
  }

  /** Every event that was posted, in order. */
  public events(): PostedEvent[] {
    const sql = "SELECT * FROM datadog_calls WHERE body IS NOT NULL ORDER BY number";
    return this.#database
      .rows<{ body: string }>(sql)
      .map(({ body }) => JSON.parse(body) as PostedEvent);
  }

  public close(): void {
    this.#database.close();
  }
}

/** A group that nobody has put into a state. */
export function untouched(monitor: string, group: string): GroupRow {
  const never = { triggered: 0, resolved: 0, nodata: 0 };
  return { monitor, group, state: "OK", value: null, ...never };
}

/** What a change into a state writes down; a group that is well again has recovered. */
function transitionTimes(state: MonitorState, at: number): Partial<GroupRow> {
  switch (state) {
    case "OK":
      return { resolved: at };
    case "Alert":
    case "Warn":
      return { triggered: at };
    case "No Data":
      return { nodata: at, triggered: at };
    default:
      return {};
  }
}

function secondsOf(at: string): number {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${at}" is no time`);
  return Math.floor(milliseconds / 1000);
}
