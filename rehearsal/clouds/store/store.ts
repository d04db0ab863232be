import type { Cloud } from "../resourceType.ts";
import type { Book } from "./book.ts";
import type { Call, Deployment, Fault, Properties, Resource } from "./rows.ts";

/**
 * What the clouds hold, and orders to them. Any process may open the file of running clouds: what it
 * orders there (faults, deployments, changes by hand) holds from the next call on.
 */
export class Store {
  readonly #book: Book;
  readonly #clouds: readonly Cloud[];

  public constructor(book: Book, clouds: readonly Cloud[]) {
    this.#book = book;
    this.#clouds = clouds;
  }

  /** All resources, or those of a type, in the order in which they were created. */
  public resources(type?: string): Resource[] {
    return this.#book.resources(type);
  }

  /** Differs after each change of a resource: what was made from them can be kept until then. */
  public revision(): string {
    return this.#book.revision();
  }

  /** A resource, if a cloud holds it. */
  public resource(type: string, id: string): Resource | undefined {
    return this.#book.resource(type, id);
  }

  /**
   * Tell Vercel of a deployment that the app's pipeline made: aliases can then point at it. One with
   * the same id is replaced.
   */
  public deployment(deployment: Deployment): void {
    this.#book.keepDeployment(deployment);
  }

  /** All deployments that Vercel was told of. */
  public deployments(): Deployment[] {
    return this.#book.deployments();
  }

  /**
   * Order the next calls to fail, those of a function as reads of its token. Orders for one type and
   * operation are served in turn. Throws for a type that no cloud knows.
   */
  public fault(fault: Fault): void {
    const known = this.#clouds.some(({ types, functions = [] }) =>
      [...types, ...functions].some(({ token }) => token === fault.type),
    );
    if (!known) throw new Error(`no stand-in cloud knows ${fault.type}`);
    this.#book.keepFault(fault);
  }

  /** Take back the orders to fail that were not served yet. */
  public clearFaults(): void {
    this.#book.dropFaults();
  }

  /** The orders to fail that are still to be served. */
  public faults(): Required<Fault>[] {
    return this.#book.faults();
  }

  /**
   * Change a resource as somebody would in the vendor's console: set properties (one set to undefined
   * is removed), or delete it. No rule is asked. Throws where no cloud holds the resource.
   *
   *     store.byHand(record, { weightedRoutingPolicies: [{ weight: 0 }] });
   */
  public byHand({ type, id }: Pick<Resource, "type" | "id">, change: Properties | "delete"): void {
    this.#book.transaction(() => {
      const resource = this.#book.resource(type, id);
      if (!resource) throw new Error(`no stand-in cloud holds the ${type} ${id}`);
      if (change === "delete") this.#book.remove(type, id);
      else this.#book.update(type, id, { ...resource.outputs, ...change });
      const operation = change === "delete" ? "delete" : "update";
      const keys = change === "delete" ? [] : Object.keys(change);
      this.#book.record({ type, id, operation, keys, by: "hand" });
    });
  }

  /** Every call that was made to change something, and every change by hand, in order. */
  public calls(): Call[] {
    return this.#book.calls();
  }

  public close(): void {
    this.#book.close();
  }
}
