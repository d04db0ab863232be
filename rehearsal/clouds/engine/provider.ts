import { setTimeout as sleep } from "node:timers/promises";
import type { Call, FaultKind, Operation, Properties } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { AnyType, Cloud } from "../resourceType.ts";
import { create, remove, update, type Answer } from "./changes.ts";
import { check, type Checked } from "./check.ts";
import { diff, type Difference } from "./diff.ts";
import { hang, Refused } from "./failures.ts";
import { heldIn, settle } from "./held.ts";
import { inputsOf } from "./sdk.ts";
import { pick, UNKNOWN } from "./unknown.ts";

/** How long a creation waits for what it needs, in milliseconds. The real clouds wait for an hour. */
const PATIENCE = 5_000;
const POLL = 50;

/** The faults that come after the change was kept, and how the call fails then. */
const LATE = new Map<FaultKind | undefined, FaultKind>([
  ["applied-then-error", 500],
  ["applied-then-hang", "hang"],
]);

/** A resource as the engine and the clouds know it. */
export interface Identity {
  /** Its Pulumi token. */
  readonly type: string;
  readonly urn: string;
  /** Empty before it is created. */
  readonly id: string;
}

/** A resource as the engine's state has it. */
export interface State {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What the engine calls of one cloud. Every method throws what the cloud would answer. */
export class Provider {
  readonly #cloud: Cloud;
  readonly #store: Store;
  readonly #clouds: readonly Cloud[];

  /** `clouds` are all that share the store: a change in one can settle something in another. */
  public constructor(cloud: Cloud, store: Store, clouds: readonly Cloud[]) {
    this.#cloud = cloud;
    this.#store = store;
    this.#clouds = clouds;
  }

  public check(type: string, news: Properties): Checked {
    return check(this.#type(type), news, this.#inputsOf(type));
  }

  public diff(type: string, old: State, news: Properties): Difference {
    return diff(this.#type(type), old, news);
  }

  /** What a preview prints of a creation (without old outputs) or of an update. */
  public plan(type: string, inputs: Properties, oldOutputs?: Properties): Properties {
    const added = Object.keys(this.#type(type).adds ?? {});
    const unknown = Object.fromEntries(added.map((name) => [name, UNKNOWN]));
    return { ...(oldOutputs ? pick(oldOutputs, added) : unknown), ...inputs };
  }

  public create(resource: Identity, inputs: Properties, signal: AbortSignal): Promise<Answer> {
    const type = this.#type(resource.type);
    return this.#call(resource, "create", Object.keys(inputs), signal, async () => {
      await this.#wait(type, inputs, signal);
      return create(this.#store, type, resource.urn, inputs);
    });
  }

  public update(resource: Identity, inputs: Properties, signal: AbortSignal): Promise<Answer> {
    const type = this.#type(resource.type);
    const outputs = this.#store.resource(resource.type, resource.id)?.outputs ?? {};
    // What the cloud fills in where it is not given is no change when it is not given again.
    const given = [...this.#inputsOf(type.token)].filter((name) => !isAdded(type, name));
    const held = { inputs: pick(outputs, given), outputs };
    const missing = this.#cloud.wording[404](resource.type, resource.id);
    return this.#call(resource, "update", diff(type, held, inputs).keys, signal, () =>
      update(this.#store, type, resource, inputs, missing),
    );
  }

  public delete(resource: Identity, signal: AbortSignal): Promise<Answer> {
    const type = this.#type(resource.type);
    return this.#call(resource, "delete", [], signal, () => remove(this.#store, type, resource.id));
  }

  /** A resource as it is now, and which inputs would make it so. Without old state, an import: all inputs. */
  public async read(
    { type: token, id: given }: Identity,
    old: State | undefined,
    signal: AbortSignal,
  ) {
    const type = this.#type(token);
    await this.#fail(this.#store.takeFault(token, "read"), token, "read", signal);
    settle(this.#store, this.#clouds);
    const id = old || !type.imports ? given : (type.imports(given, heldIn(this.#store)) ?? "");
    const outputs = this.#store.resource(token, id)?.outputs;
    if (!outputs) return { id: "", outputs: {}, inputs: {} };
    const inputs = pick(outputs, [...this.#inputsOf(token)]);
    if (!old) return { id, outputs, inputs };
    // What the cloud fills in, and changed, is no input where none was given.
    const changed = diff(type, { inputs: old.outputs, outputs: old.outputs }, outputs).keys.filter(
      (name) => !isAdded(type, name),
    );
    return { id, outputs, inputs: pick(inputs, [...Object.keys(old.inputs), ...changed]) };
  }

  /** What a function of the package answers. It can be ordered to fail as a read of its token. */
  public async invoke(token: string, args: Properties, signal: AbortSignal): Promise<Properties> {
    const match = this.#cloud.functions?.find((one) => one.token === token);
    if (!match)
      throw new Refused(`the stand-in ${this.#cloud.name} answers no ${token}: ${this.#toAdd()}`);
    await this.#fail(this.#store.takeFault(token, "read"), token, "read", signal);
    settle(this.#store, this.#clouds);
    const answer = match.answer(args, heldIn(this.#store));
    if (!answer) throw new Refused(this.#cloud.wording[404](token, JSON.stringify(args)));
    return answer;
  }

  #toAdd(): string {
    return `declare none in a rehearsal, or add it under rehearsal/clouds/${this.#cloud.name}`;
  }

  #inputsOf(token: string): ReadonlySet<string> {
    return inputsOf(this.#cloud.sdk, token);
  }

  #type(token: string): AnyType {
    const type = this.#cloud.types.find((one) => one.token === token);
    if (!type)
      throw new Refused(
        `the stand-in ${this.#cloud.name} does not know ${token}: ${this.#toAdd()}`,
      );
    return type;
  }

  /** Make a call that changes something: it may have been ordered to fail, and it is logged. */
  async #call(
    resource: Identity,
    operation: Call["operation"],
    keys: readonly string[],
    signal: AbortSignal,
    work: () => Answer | Promise<Answer>,
  ): Promise<Answer> {
    const { type } = resource;
    let { id } = resource;
    const log = (error?: string) => {
      this.#store.record({ type, operation, id, keys, by: "engine", ...(error && { error }) });
    };
    try {
      const fault = this.#store.takeFault(type, operation);
      const late = LATE.get(fault);
      if (!late) await this.#fail(fault, type, operation, signal);
      const answer = await work();
      id = answer.id;
      settle(this.#store, this.#clouds);
      if (late) await this.#fail(late, type, operation, signal);
      log();
      return answer;
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  async #fail(
    fault: FaultKind | undefined,
    type: string,
    operation: Operation,
    signal: AbortSignal,
  ): Promise<void> {
    if (fault === undefined) return;
    if (fault === "hang") return hang(signal);
    const word = fault === 429 ? 429 : 500;
    throw new Refused(this.#cloud.wording[word](type, operation));
  }

  /** Wait for what a creation needs, as long as its type needs something. */
  async #wait(type: AnyType, inputs: Properties, signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      settle(this.#store, this.#clouds);
      const missing = type.waitsFor?.(inputs, heldIn(this.#store));
      if (missing === undefined) return;
      if (performance.now() > deadline) throw new Refused(missing);
      await sleep(POLL, undefined, { signal });
    }
  }
}

function isAdded({ adds = {} }: AnyType, name: string): boolean {
  return Object.hasOwn(adds, name);
}
