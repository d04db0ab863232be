import { DatabaseSync, type StatementSync } from "node:sqlite";

type Value = string | number | null;

/** How often this thread wrote a file, by whichever of its openings. */
const writes = new Map<string, { count: number }>();

/** For how long what others wrote may go unnoticed where a stamp is requested, in milliseconds. */
const UNNOTICED = 5;

/** A file that several processes may have open at once: the clouds, the rehearsal, a test. */
export class Database {
  readonly #file: string;
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #writes: { count: number };
  /** The version that others wrote, and when it was last read. */
  #others = { version: 0, requested: -Infinity };

  /** Open a file, made where it is missing, with tables, made where they are missing. */
  public constructor(file: string, tables: string) {
    this.#file = file;
    this.#writes = writes.get(file) ?? { count: 0 };
    writes.set(file, this.#writes);
    this.#sqlite = this.#use(() => {
      // A writer waits for another process's transaction, in milliseconds, before it fails.
      const sqlite = new DatabaseSync(file, { timeout: 10_000 });
      // Nothing here has to outlive the machine, so that no write waits for the disk.
      sqlite.exec(`PRAGMA synchronous = OFF; BEGIN IMMEDIATE; ${tables}; COMMIT;`);
      return sqlite;
    });
  }

  /** All rows that a query finds. */
  public rows<Row>(sql: string, ...values: readonly Value[]): Row[] {
    return this.#use(() => this.#prepared(sql).all(...values)) as Row[];
  }

  public run(sql: string, ...values: readonly Value[]): void {
    this.#writes.count++;
    this.#use(() => this.#prepared(sql).run(...values));
  }

  /** Put a row into a table, in place of the one with its key. */
  public put(table: string, row: Readonly<Record<string, Value>>): void {
    const columns = Object.keys(row).map((name) => `"${name}"`);
    const places = columns.map(() => "?");
    const sql = `INSERT OR REPLACE INTO ${table} (${columns.join()}) VALUES (${places.join()})`;
    this.run(sql, ...Object.values(row));
  }

  /**
   * Another one whenever anything in the file may have changed: at once where this thread wrote it, and
   * within `UNNOTICED` where another did. https://www.sqlite.org/pragma.html#pragma_data_version
   */
  public stamp(): string {
    const now = performance.now();
    if (now - this.#others.requested > UNNOTICED) {
      const [others] = this.rows<{ data_version: number }>("PRAGMA data_version");
      this.#others = { version: others?.data_version ?? 0, requested: now };
    }
    return `${this.#writes.count} ${this.#others.version}`;
  }

  /** Do all of it or, where it throws, nothing; no other process writes in between. */
  public transaction<T>(work: () => T): T {
    const isOpen = () => this.#sqlite.isTransaction;
    if (isOpen()) return work();
    this.#use(() => {
      this.#sqlite.exec("BEGIN IMMEDIATE");
    });
    try {
      const result = work();
      this.#sqlite.exec("COMMIT");
      return result;
    } catch (error) {
      // A full disk has ended it already.
      if (isOpen()) this.#sqlite.exec("ROLLBACK");
      throw error;
    }
  }

  public close(): void {
    this.#sqlite.close();
  }

  /** Throws, in place of the library's own error, one that says which file fails and what to do. */
  #use<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `the stand-in clouds cannot use their file ${this.#file} (${why}): see that its folder is there and its disk has room, end other rehearsals in it, and start this one again`,
        { cause: error },
      );
    }
  }

  #prepared(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#sqlite.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
