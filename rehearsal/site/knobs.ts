import { Database } from "../clouds/store/database.ts";

const TABLE = `
  CREATE TABLE IF NOT EXISTS site_knobs (deployment TEXT PRIMARY KEY, knobs TEXT NOT NULL) STRICT
`;

/** What is wrong with a deployment of the app. */
export interface Knobs {
  /** Requests that fail, in percent. */
  readonly errorRate: number;
  /** Requests for reviews that fail, in percent: a page that visitors ask for and no check does. */
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
  /** What was read since the file last changed. */
  #read = { stamp: "", knobs: new Map<string, Knobs>() };

  public constructor(file: string) {
    this.#database = new Database(file);
    this.#database.run(TABLE);
  }

  /** Break a deployment in some way; what else is wrong with it stays so. */
  public break(deployment: string, how: Partial<Knobs>): void {
    const knobs = JSON.stringify({ ...this.of(deployment), ...how });
    this.#database.run("INSERT OR REPLACE INTO site_knobs VALUES (?, ?)", deployment, knobs);
  }

  /** Mend all that is wrong with a deployment. */
  public mend(deployment: string): void {
    this.#database.run("DELETE FROM site_knobs WHERE deployment = ?", deployment);
  }

  public of(deployment: string): Knobs {
    const stamp = this.#database.stamp();
    if (this.#read.stamp !== stamp) this.#read = { stamp, knobs: new Map() };
    const { knobs } = this.#read;
    const known = knobs.get(deployment) ?? this.#ordered(deployment);
    knobs.set(deployment, known);
    return known;
  }

  #ordered(deployment: string): Knobs {
    const [row] = this.#database.rows<{ knobs: string }>(
      "SELECT knobs FROM site_knobs WHERE deployment = ?",
      deployment,
    );
    return row ? (JSON.parse(row.knobs) as Knobs) : WELL;
  }

  public close(): void {
    this.#database.close();
  }
}

export function openSiteOrders(file: string): SiteOrders {
  return new SiteOrders(file);
}
