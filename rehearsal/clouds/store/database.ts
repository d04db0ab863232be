import { DatabaseSync, type StatementSync } from "node:sqlite";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS resources (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    seed TEXT NOT NULL,
    outputs TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    UNIQUE (type, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS seeds (
    origin TEXT PRIMARY KEY,
    drawn INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS deployments (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL,
    version TEXT NOT NULL,
    "commit" TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS faults (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    operation TEXT NOT NULL,
    kind TEXT NOT NULL,
    times INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    operation TEXT NOT NULL,
    id TEXT NOT NULL,
    keys TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    error TEXT
  ) STRICT;
`;

/** How often this thread wrote a file, by whichever of its openings. */
const writes = new Map<string, { count: number }>();

/** For how long what others wrote may go unnoticed where a stamp is asked for, in milliseconds. */
const UNNOTICED = 5;

/** A file that several processes may have open at once: the clouds, the rehearsal, a test. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #writes: { count: number };
  /** The version that others wrote, and when it was last asked for. */
  #others = { version: 0, asked: -Infinity };

  /** Open the file, made where it is missing. */
  public constructor(file: string) {
    this.#writes = writes.get(file) ?? { count: 0 };
    writes.set(file, this.#writes);
    // A writer waits for another process's transaction, in milliseconds, before it fails.
    this.#sqlite = new DatabaseSync(file, { timeout: 10_000 });
    // Nothing here has to outlive the machine, so that no write waits for the disk.
    this.#sqlite.exec(`PRAGMA synchronous = OFF; BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
  }

  /** All rows that a query finds. */
  public rows<Row>(sql: string, ...values: readonly (string | number | null)[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  public run(sql: string, ...values: readonly (string | number | null)[]): void {
    this.#writes.count++;
    this.#prepared(sql).run(...values);
  }

  /**
   * Another one whenever anything in the file may have changed: at once where this thread wrote it, and
   * within `UNNOTICED` where another did. https://www.sqlite.org/pragma.html#pragma_data_version
   */
  public stamp(): string {
    const now = performance.now();
    if (now - this.#others.asked > UNNOTICED) {
      const [others] = this.rows<{ data_version: number }>("PRAGMA data_version");
      this.#others = { version: others?.data_version ?? 0, asked: now };
    }
    return `${this.#writes.count} ${this.#others.version}`;
  }

  /** Do all of it or, where it throws, nothing; no other process writes in between. */
  public transaction<T>(work: () => T): T {
    if (this.#sqlite.isTransaction) return work();
    this.#sqlite.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#sqlite.exec("COMMIT");
      return result;
    } catch (error) {
      this.#sqlite.exec("ROLLBACK");
      throw error;
    }
  }

  public close(): void {
    this.#sqlite.close();
  }

  #prepared(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#sqlite.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
