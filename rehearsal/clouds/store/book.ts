import { Database } from "./database.ts";
import type {
  Call,
  Deployment,
  Fault,
  FaultKind,
  Operation,
  Properties,
  Resource,
} from "./rows.ts";

/** The tables of what the clouds hold, as the clouds themselves read and write them. */
export class Book {
  readonly #database: Database;
  #seen: { readonly stamp: string; readonly revision: string } | undefined;

  /** Open a file, made where it is missing. */
  public constructor(file: string) {
    this.#database = new Database(file);
  }

  /** Do all of it or, where it throws, nothing; no other process writes in between. */
  public transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  /** All resources, or those of a type, in the order in which they were created. */
  public resources(type?: string): Resource[] {
    return this.#database
      .rows<ResourceRow>(
        "SELECT * FROM resources WHERE ?1 IS NULL OR type = ?1 ORDER BY number",
        type ?? null,
      )
      .map(toResource);
  }

  public resource(type: string, id: string): Resource | undefined {
    const sql = "SELECT * FROM resources WHERE type = ? AND id = ?";
    return this.#database.rows<ResourceRow>(sql, type, id).map(toResource)[0];
  }

  /** Differs after each change of a resource. */
  public revision(): string {
    const stamp = this.#database.stamp();
    if (this.#seen?.stamp !== stamp) this.#seen = { stamp, revision: this.#counted() };
    return this.#seen.revision;
  }

  /** Keep a new resource. */
  public insert(type: string, id: string, seed: string, outputs: Properties, at: string): void {
    this.#database.run(
      "INSERT INTO resources (type, id, seed, outputs, created, modified) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
      type,
      id,
      seed,
      JSON.stringify(outputs),
      at,
    );
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
    this.#database.run(
      "INSERT INTO seeds VALUES (?, 1) ON CONFLICT DO UPDATE SET drawn = drawn + 1",
      origin,
    );
    const sql = "SELECT drawn FROM seeds WHERE origin = ?";
    const [row] = this.#database.rows<{ drawn: number }>(sql, origin);
    return `${origin} ${row?.drawn ?? 0}`;
  }

  /** The seed that a resource was created with. */
  public seedOf(type: string, id: string): string {
    const sql = "SELECT seed FROM resources WHERE type = ? AND id = ?";
    return this.#database.rows<{ seed: string }>(sql, type, id)[0]?.seed ?? "";
  }

  /** Keep a deployment; one with the same id is replaced. */
  public keepDeployment({ id, project, version, commit }: Deployment): void {
    const sql = "INSERT OR REPLACE INTO deployments VALUES (?, ?, ?, ?)";
    this.#database.run(sql, id, project, version, commit);
  }

  public deployments(): Deployment[] {
    return this.#database.rows<Deployment>("SELECT * FROM deployments").map((row) => ({ ...row }));
  }

  /** Take back every order to fail. */
  public dropFaults(): void {
    this.#database.run("DELETE FROM faults");
  }

  /** Put an order to fail behind those that are there. */
  public keepFault({ type, operation, kind, times = 1 }: Fault): void {
    const sql = "INSERT INTO faults (type, operation, kind, times) VALUES (?, ?, ?, ?)";
    this.#database.run(sql, type, operation, JSON.stringify(kind), times);
  }

  /** The orders to fail that are still to be served. */
  public faults(): Required<Fault>[] {
    return this.#database.rows<FaultRow>("SELECT * FROM faults ORDER BY number").map(toFault);
  }

  /** Take the next order to fail such a call, if there is one. */
  public takeFault(type: string, operation: Operation): FaultKind | undefined {
    return this.transaction(() => {
      const [order] = this.#database.rows<FaultRow>(
        "SELECT * FROM faults WHERE type = ? AND operation = ? ORDER BY number LIMIT 1",
        type,
        operation,
      );
      if (!order) return undefined;
      this.#database.run("UPDATE faults SET times = times - 1 WHERE number = ?", order.number);
      this.#database.run("DELETE FROM faults WHERE times <= 0");
      return toFault(order).kind;
    });
  }

  /** Log a call. */
  public record({ type, operation, id, keys, by, error }: Omit<Call, "at">): void {
    this.#database.run(
      "INSERT INTO calls (type, operation, id, keys, by, at, error) VALUES (?, ?, ?, ?, ?, ?, ?)",
      type,
      operation,
      id,
      JSON.stringify(keys),
      by,
      now(),
      error ?? null,
    );
  }

  /** Every call, in order. */
  public calls(): Call[] {
    return this.#database.rows<CallRow>("SELECT * FROM calls ORDER BY number").map(toCall);
  }

  public close(): void {
    this.#database.close();
  }

  #counted(): string {
    const [row] = this.#database.rows<Record<"count" | "last" | "changes", number | null>>(
      "SELECT COUNT(*) AS count, MAX(number) AS last, SUM(revision) AS changes FROM resources",
    );
    return `${row?.count ?? 0} ${row?.last ?? 0} ${row?.changes ?? 0}`;
  }
}

interface ResourceRow extends Omit<Resource, "outputs"> {
  readonly outputs: string;
}

interface FaultRow extends Omit<Required<Fault>, "kind"> {
  readonly number: number;
  readonly kind: string;
}

interface CallRow extends Omit<Call, "keys" | "error"> {
  readonly keys: string;
  readonly error: string | null;
}

function toResource({ type, id, outputs, created, modified, revision }: ResourceRow): Resource {
  return { type, id, outputs: JSON.parse(outputs) as Properties, created, modified, revision };
}

function toFault({ type, operation, kind, times }: FaultRow): Required<Fault> {
  return { type, operation, kind: JSON.parse(kind) as FaultKind, times };
}

function toCall({ type, operation, id, keys, by, at, error }: CallRow): Call {
  const call = { type, operation, id, keys: JSON.parse(keys) as string[], by, at };
  return error === null ? call : { ...call, error };
}

function now(): string {
  return new Date().toISOString();
}
