import { Database } from "../clouds/store/database.ts";
import { cached } from "../clouds/memoized.ts";

const TABLE = `
  CREATE TABLE IF NOT EXISTS site_knobs (deployment TEXT PRIMARY KEY, knobs TEXT NOT NULL) STRICT
`;

/** What is wrong with a deployment of the app. */
export interface Knobs {
  /** Requests that fail, in percent. */
  readonly errorRate: number;
  /** Requests for reviews that fail, in percent: a page that visitors request and no check does. */
  readonly reviews: number;
  /** How many times as long as usual a request takes. */
  readonly latency: number;
  /** Queries to the database that fail, in percent. */
  readonly databaseErrors: number;
  /** Whether Redis can be reached. */
  readonly redis: boolean;
  readonly signIn: boolean;
  readonly payments: boolean;
  /** Memory in use, in percent of what there is. */
  readonly memory: number;
  /** Whether it reports no metrics. */
  readonly silent: boolean;
  /** Whether it is up at all: a deployment that crashes answers 500 to everything. */
  readonly up: boolean;
}

/** A deployment that is well. */
export const WELL: Knobs = {
  errorRate: 0,
  reviews: 0,
  latency: 1,
  databaseErrors: 0,
  redis: true,
  signIn: true,
  payments: true,
  memory: 40,
  silent: false,
  up: true,
};

/** Orders to the app, in the stand-in clouds' file: they hold from the next request on. */
export class SiteOrders {
  readonly #database: Database;
  readonly #ordered: () => ReadonlyMap<string, Knobs>;

  public constructor(file: string) {
    this.#database = new Database(file, TABLE);
    this.#ordered = cached(
      () => this.#database.stamp(),
      () => {
        const rows = this.#database.rows<{ deployment: string; knobs: string }>(
          "SELECT * FROM site_knobs",
        );
        return new Map(rows.map((row) => [row.deployment, JSON.parse(row.knobs) as Knobs]));
      },
    );
  }

  /** Break a deployment in some way; what else is wrong with it stays so. */
  public break(deployment: string, how: Partial<Knobs>): void {
    const knobs = JSON.stringify({ ...this.of(deployment), ...how });
    this.#database.put("site_knobs", { deployment, knobs });
  }

  /** Mend all that is wrong with a deployment. */
  public mend(deployment: string): void {
    this.#database.run("DELETE FROM site_knobs WHERE deployment = ?", deployment);
  }

  public of(deployment: string): Knobs {
    return this.#ordered().get(deployment) ?? WELL;
  }

  public close(): void {
    this.#database.close();
  }
}
