import { Database } from "../clouds/store/database.ts";

const TABLE = `
  CREATE TABLE IF NOT EXISTS health_checks (
    id TEXT PRIMARY KEY,
    healthy INTEGER NOT NULL,
    since TEXT NOT NULL,
    observed TEXT NOT NULL
  ) STRICT
`;

/** What Route 53 holds of an endpoint. */
export interface Health {
  readonly healthy: boolean;
  /** Since when, ISO 8601. */
  readonly since: string;
  /** What was observed last, as text. */
  readonly observed: string;
}

/** What Route 53's health checkers found, in the stand-in clouds' file: any process may read it. */
export class HealthTable {
  readonly #database: Database;

  public constructor(file: string) {
    this.#database = new Database(file, TABLE);
  }

  /** Whether a health check's endpoint is healthy. One that nobody has checked yet is. */
  public healthy(id: string): boolean {
    return this.of(id)?.healthy ?? true;
  }

  public of(id: string): Health | undefined {
    const sql = "SELECT healthy, since, observed FROM health_checks WHERE id = ?";
    const [row] = this.#database.rows<{ healthy: number; since: string; observed: string }>(
      sql,
      id,
    );
    return row && { ...row, healthy: row.healthy === 1 };
  }

  public keep(id: string, { healthy, since, observed }: Health): void {
    this.#database.put("health_checks", { id, healthy: Number(healthy), since, observed });
  }

  public close(): void {
    this.#database.close();
  }
}
