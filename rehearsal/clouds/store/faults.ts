import type { Database } from "./database.ts";

/** The table of orders to fail calls, of the clouds and of Datadog's API alike. */
export const FAULTS = `
  CREATE TABLE IF NOT EXISTS faults (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    api TEXT NOT NULL,
    call TEXT,
    kind TEXT NOT NULL,
    times INTEGER
  ) STRICT`;

/** An order to fail calls of a kind. */
export interface FaultOrder {
  /** Which call; any where null. */
  readonly call: string | null;
  /** How it fails. */
  readonly kind: string;
  /** How often; always where null. */
  readonly times: number | null;
}

/** Orders to fail the calls of one API, served in turn. */
export class FaultOrders {
  readonly #database: Database;
  readonly #api: string;

  public constructor(database: Database, api: string) {
    this.#database = database;
    this.#api = api;
  }

  public add(order: FaultOrder): void {
    const { call, kind, times } = order;
    this.#database.put("faults", { api: this.#api, call, kind, times });
  }

  public clear(): void {
    this.#database.run("DELETE FROM faults WHERE api = ?", this.#api);
  }

  /** Those that are still to be served. */
  public all(): FaultOrder[] {
    const sql = "SELECT call, kind, times FROM faults WHERE api = ? ORDER BY number";
    return this.#database.rows<FaultOrder>(sql, this.#api);
  }

  /** Take the next order to fail such a call: how it fails, or undefined where there is none. */
  public take(call: string): string | undefined {
    return this.#database.transaction(() => {
      const [order] = this.#database.rows<{ number: number; kind: string }>(
        "SELECT * FROM faults WHERE api = ? AND (call IS NULL OR call = ?) ORDER BY number LIMIT 1",
        this.#api,
        call,
      );
      if (!order) return undefined;
      this.#database.run("UPDATE faults SET times = times - 1 WHERE number = ?", order.number);
      this.#database.run("DELETE FROM faults WHERE times <= 0");
      return order.kind;
    });
  }
}
