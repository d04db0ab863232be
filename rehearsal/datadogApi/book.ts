import { Database } from "../clouds/store/database.ts";

const SCHEMA = `
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
  CREATE TABLE IF NOT EXISTS datadog_unsent (
    metric TEXT PRIMARY KEY
  ) STRICT;
  CREATE TABLE IF NOT EXISTS datadog_faults (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    call TEXT,
    kind TEXT NOT NULL,
    times INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS datadog_calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    call TEXT NOT NULL,
    at TEXT NOT NULL,
    body TEXT
  ) STRICT;
`;

/** The second of a count that was set for good. */
const WHENEVER = -1;

/** Two moments, in Unix seconds. */
export interface Between {
  readonly from: number;
  readonly to: number;
}

/** A monitor's group as Datadog has it; moments in Unix seconds, 0 where it never happened. */
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

/** An order to fail calls: all (`call` null) or those of a kind, so many times or (null) always. */
export interface FaultRow {
  readonly call: string | null;
  readonly kind: string;
  readonly times: number | null;
}

/** A call that was answered or failed. */
export interface CallRow {
  readonly call: string;
  /** ISO 8601. */
  readonly at: string;
  readonly body: string | null;
}

/** What the stand-in Datadog knows beside what is declared, in tables of the stand-in clouds' file. */
export class DatadogBook {
  readonly #database: Database;

  public constructor(file: string) {
    this.#database = new Database(file);
    this.#database.transaction(() => {
      for (const sql of SCHEMA.split(";").filter((one) => one.trim() !== ""))
        this.#database.run(sql);
    });
  }

  public groups(): GroupRow[] {
    return this.#database.rows<GroupRow>("SELECT * FROM datadog_states");
  }

  public keepGroup(row: GroupRow): void {
    this.#database.run(
      "INSERT OR REPLACE INTO datadog_states VALUES (?, ?, ?, ?, ?, ?, ?)",
      row.monitor,
      row.group,
      row.state,
      row.value,
      row.triggered,
      row.resolved,
      row.nodata,
    );
  }

  public mutes(): MuteRow[] {
    return this.#database.rows<MuteRow>("SELECT * FROM datadog_mutes");
  }

  public keepMute({ monitor, start, end }: MuteRow): void {
    this.#database.run(
      "INSERT OR REPLACE INTO datadog_mutes VALUES (?, ?, ?)",
      monitor,
      start,
      end,
    );
  }

  public removeMute(monitor: string): void {
    this.#database.run("DELETE FROM datadog_mutes WHERE monitor = ?", monitor);
  }

  /** How many requests each version has had, in all or between two moments. */
  public requests(between?: Between): ReadonlyMap<string, number> {
    const rows = this.#database.rows<{ version: string; count: number }>(
      `SELECT version, SUM(count) AS count FROM datadog_requests
        WHERE second = ${WHENEVER} OR second BETWEEN ? AND ? GROUP BY version ORDER BY version`,
      between?.from ?? 0,
      between?.to ?? Number.MAX_SAFE_INTEGER,
    );
    return new Map(rows.map(({ version, count }) => [version, count]));
  }

  /** Set how many requests a version has had, whenever it is asked for. */
  public keepRequests(version: string, count: number): void {
    this.removeRequests(version);
    this.addRequests(version, WHENEVER, count);
  }

  /** Count requests that a version has had in a second. */
  public addRequests(version: string, second: number, count: number): void {
    const sql = `INSERT INTO datadog_requests VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET count = count + excluded.count`;
    this.#database.run(sql, version, second, count);
  }

  public removeRequests(version: string): void {
    this.#database.run("DELETE FROM datadog_requests WHERE version = ?", version);
  }

  /** The metrics that nothing was ever sent of. */
  public unsent(): readonly string[] {
    const rows = this.#database.rows<{ metric: string }>("SELECT metric FROM datadog_unsent");
    return rows.map(({ metric }) => metric);
  }

  public keepUnsent(metric: string): void {
    this.#database.run("INSERT OR REPLACE INTO datadog_unsent VALUES (?)", metric);
  }

  public removeUnsent(metric: string): void {
    this.#database.run("DELETE FROM datadog_unsent WHERE metric = ?", metric);
  }

  public keepFault({ call, kind, times }: FaultRow): void {
    const sql = "INSERT INTO datadog_faults (call, kind, times) VALUES (?, ?, ?)";
    this.#database.run(sql, call, kind, times);
  }

  public clearFaults(): void {
    this.#database.run("DELETE FROM datadog_faults");
  }

  /** Take the next order to fail such a call, if there is one. */
  public takeFault(call: string): string | undefined {
    return this.#database.transaction(() => {
      const [order] = this.#database.rows<{ number: number; kind: string }>(
        "SELECT * FROM datadog_faults WHERE call IS NULL OR call = ? ORDER BY number LIMIT 1",
        call,
      );
      if (!order) return undefined;
      this.#database.run(
        "UPDATE datadog_faults SET times = times - 1 WHERE number = ?",
        order.number,
      );
      this.#database.run("DELETE FROM datadog_faults WHERE times <= 0");
      return order.kind;
    });
  }

  public keepCall({ call, at, body }: CallRow): void {
    const sql = "INSERT INTO datadog_calls (call, at, body) VALUES (?, ?, ?)";
    this.#database.run(sql, call, at, body);
  }

  public calls(): CallRow[] {
    return this.#database.rows<CallRow>("SELECT call, at, body FROM datadog_calls ORDER BY number");
  }

  public transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  public close(): void {
    this.#database.close();
  }
}
