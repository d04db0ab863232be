import type { Cloud } from "../resourceType.ts";
import { Database } from "./database.ts";
import { FaultOrders, FAULTS } from "./faults.ts";
import type {
  Call,
  Deployment,
  Fault,
  FaultKind,
  Operation,
  Properties,
  Resource,
} from "./rows.ts";

const TABLES = `
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
  CREATE TABLE IF NOT EXISTS seeds (origin TEXT PRIMARY KEY, drawn INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS deployments (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL,
    version TEXT NOT NULL,
    "commit" TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    call TEXT NOT NULL
  ) STRICT;
  ${FAULTS}`;

/**
 * What the clouds hold, and orders to them. Any process may open the file of running clouds: what it
 * orders there (faults, deployments, changes by hand) holds from the next call on.
 */
export class Store {
  readonly #database: Database;
  readonly #clouds: readonly Cloud[];
  readonly #faults: FaultOrders;
  #counted: { readonly stamp: string; readonly revision: string } | undefined;

  /** Open a file of these clouds, made where it is missing. */
  public constructor(file: string, clouds: readonly Cloud[]) {
    this.#clouds = clouds;
    this.#database = new Database(file, TABLES);
    this.#faults = new FaultOrders(this.#database, "clouds");
  }

  /** Do all of it or, where it throws, nothing; no other process writes in between. */
  public transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  /** All resources, or those of a type, in the order in which they were created. */
  public resources(type?: string): Resource[] {
    const sql = "SELECT * FROM resources WHERE ?1 IS NULL OR type = ?1 ORDER BY number";
    return this.#database.rows<ResourceRow>(sql, type ?? null).map(toResource);
  }

  /** A resource, if a cloud holds it. */
  public resource(type: string, id: string): Resource | undefined {
    return this.#row(type, id).map(toResource)[0];
  }

  /** Differs after each change of a resource: what was made from them can be kept until then. */
  public revision(): string {
    const stamp = this.#database.stamp();
    if (this.#counted?.stamp !== stamp) {
      const [row] = this.#database.rows<Record<"count" | "last" | "changes", number | null>>(
        "SELECT COUNT(*) AS count, MAX(number) AS last, SUM(revision) AS changes FROM resources",
      );
      this.#counted = { stamp, revision: JSON.stringify(row) };
    }
    return this.#counted.revision;
  }

  /** Keep a new resource. */
  public insert(type: string, id: string, seed: string, outputs: Properties, at: string): void {
    const [created, modified] = [at, at];
    const row = { type, id, seed, outputs: JSON.stringify(outputs), created, modified };
    this.#database.put("resources", row);
  }

  /** Keep a resource's properties as they are now. */
  public update(type: string, id: string, outputs: Properties, at = now()): void {
    this.#database.run(
      "UPDATE resources SET outputs = ?, modified = ?, revision = revision + 1 WHERE type = ? AND id = ?",
      JSON.stringify(outputs),
      at,
      type,
      id,
    );
  }

  public remove(type: string, id: string): void {
    this.#database.run("DELETE FROM resources WHERE type = ? AND id = ?", type, id);
  }

  /** What a resource's ids are drawn from: its origin, and how many times that was created before. */
  public seed(origin: string): string {
    const sql = `INSERT INTO seeds VALUES (?, 1) ON CONFLICT DO UPDATE SET drawn = drawn + 1
      RETURNING drawn`;
    const [row] = this.#database.rows<{ drawn: number }>(sql, origin);
    return `${origin} ${row?.drawn ?? 0}`;
  }

  /** The seed that a resource was created with. */
  public seedOf(type: string, id: string): string {
    return this.#row(type, id)[0]?.seed ?? "";
  }

  /**
   * Add a deployment that the app's pipeline made on Vercel: aliases can then point at it. One with
   * the same id is replaced.
   */
  public deployment({ id, project, version, commit }: Deployment): void {
    this.#database.put("deployments", { id, project, version, commit });
  }

  /** All deployments that Vercel has. */
  public deployments(): Deployment[] {
    return this.#database.rows<Deployment>("SELECT * FROM deployments").map((row) => ({ ...row }));
  }

  /**
   * Order the next calls to fail, those of a function as reads of its token. Orders for one type and
   * operation are served in turn. Throws for a type that no cloud knows.
   */
  public fault({ type, operation, kind, times = 1 }: Fault): void {
    const isSupported = this.#clouds.some(({ types, functions = [] }) =>
      [...types, ...functions].some(({ token }) => token === type),
    );
    if (!isSupported) throw new Error(`no stand-in cloud knows ${type}`);
    this.#faults.add({ call: `${operation} ${type}`, kind: String(kind), times });
  }

  /** Take back the orders to fail that were not served yet. */
  public clearFaults(): void {
    this.#faults.clear();
  }

  /** The orders to fail that are still to be served. */
  public faults(): Required<Fault>[] {
    return this.#faults.all().map(({ call, kind, times }) => {
      const [operation, type = ""] = call?.split(" ") ?? [];
      return { type, operation: operation as Operation, kind: kindOf(kind), times: times ?? 0 };
    });
  }

  /** Take the next order to fail such a call, if there is one. */
  public takeFault(type: string, operation: Operation): FaultKind | undefined {
    const kind = this.#faults.take(`${operation} ${type}`);
    return kind === undefined ? undefined : kindOf(kind);
  }

  /**
   * Change a resource as somebody would in the vendor's console: set properties (one set to undefined
   * is removed), or delete it. No rule is checked. Throws where no cloud holds the resource.
   *
   *     store.byHand(record, { weightedRoutingPolicies: [{ weight: 0 }] });
   */
  public byHand({ type, id }: Pick<Resource, "type" | "id">, change: Properties | "delete"): void {
    this.transaction(() => {
      const resource = this.resource(type, id);
      if (!resource) throw new Error(`no stand-in cloud holds the ${type} ${id}`);
      if (change === "delete") this.remove(type, id);
      else this.update(type, id, { ...resource.outputs, ...change });
      const operation = change === "delete" ? "delete" : "update";
      const keys = change === "delete" ? [] : Object.keys(change);
      this.record({ type, id, operation, keys, by: "hand" });
    });
  }

  /** Log a call. */
  public record(call: Omit<Call, "at">): void {
    this.#database.put("calls", { call: JSON.stringify({ ...call, at: now() }) });
  }

  /** Every call that was made to change something, and every change by hand, in order. */
  public calls(): Call[] {
    const rows = this.#database.rows<{ call: string }>("SELECT call FROM calls ORDER BY number");
    return rows.map(({ call }) => JSON.parse(call) as Call);
  }

  public close(): void {
    this.#database.close();
  }

  #row(type: string, id: string): ResourceRow[] {
    const sql = "SELECT * FROM resources WHERE type = ? AND id = ?";
    return this.#database.rows<ResourceRow>(sql, type, id);
  }
}

interface ResourceRow extends Omit<Resource, "outputs"> {
  readonly outputs: string;
  readonly seed: string;
}

function toResource({ type, id, outputs, created, modified, revision }: ResourceRow): Resource {
  return { type, id, outputs: JSON.parse(outputs) as Properties, created, modified, revision };
}

function kindOf(kind: string): FaultKind {
  return kind === "429" || kind === "500" ? (Number(kind) as 429 | 500) : (kind as FaultKind);
}

function now(): string {
  return new Date().toISOString();
}
