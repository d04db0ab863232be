import type { z } from "zod";
import type { Draw } from "./store/draw.ts";
import type { Deployment, Properties, Resource } from "./store/rows.ts";

/** A type of resource as others refer to it: its Pulumi token, and its inputs. */
export interface Kind<I extends object> {
  /** E.g. `aws:route53/record:Record`. */
  readonly token: string;
  /**
   * The inputs that are required, have bounds or are read by a rule. Any other input of its SDK is kept
   * as it is: the compiler has checked its type.
   */
  readonly inputs: z.ZodType<I> & { readonly shape: object };
}

/** What the clouds hold, as a rule or a new resource may read it. */
export interface Held {
  /** All resources of a type, in the order in which they were created; without the one of an id. */
  of<I extends object>(kind: Kind<I>, except?: string): readonly HeldResource<I>[];
  /** The resource of a type with an id. */
  find<I extends object>(kind: Kind<I>, id: string): HeldResource<I> | undefined;
  /** A deployment that the app's pipeline made, by its id. */
  deployment(id: string): Deployment | undefined;
}

export interface HeldResource<I extends object> extends Resource {
  /** All properties: the inputs and what the cloud added to them. */
  readonly outputs: I & Properties;
}

/** A change that the cloud accepts or refuses. */
export interface Proposed<I extends object> {
  /** The id of the resource that is changed or overwritten; absent where one is created. */
  readonly id?: string | undefined;
  readonly inputs: I;
}

/** What a resource's outputs are made from, beside its inputs. */
export interface Origin {
  readonly id: string;
  /** Characters that are the resource's own, the same at every call for one purpose. */
  readonly draw: Draw;
  /** How often it was changed, 0 when new. */
  readonly revision: number;
  /** When it was created and last changed, ISO 8601. */
  readonly created: string;
  readonly modified: string;
  /** All its properties before an update; absent when it is new. */
  readonly before?: Properties | undefined;
}

/**
 * A type of resource that a cloud knows, with the rules by which the real one refuses changes.
 * A refusal is the error's text, or undefined where there is nothing to refuse.
 */
export interface ResourceType<I extends object> extends Kind<I> {
  /** Values that the real provider fills in for inputs that are left out. */
  readonly defaults?: Properties;
  /** Inputs that cannot be changed: the resource is replaced. */
  readonly immutable?: readonly string[];
  /** The id of a new resource. */
  identify(inputs: I, draw: Draw): string;
  /**
   * The id of an existing resource, by the one that `pulumi import` takes; undefined where that is none.
   * The same where absent.
   */
  imports?(id: string, held: Held): string | undefined;
  /**
   * The outputs that the cloud adds after a creation or an update, by name: unknown while a creation is
   * previewed. None where absent.
   */
  readonly adds?: Readonly<Record<string, (inputs: I, origin: Origin) => unknown>>;
  /** What the real cloud answers where it takes neither a creation nor an update like this. */
  refuses?(proposed: Proposed<I>, held: Held): string | undefined;
  /** What the real cloud answers where it refuses to delete a resource. */
  refusesToDelete?(resource: HeldResource<I>, held: Held): string | undefined;
  /**
   * Whether to create and to change it is one call: an update makes the resource again where it is gone,
   * and a creation takes over the one with its id, or which `overwrites` names. Default false.
   */
  readonly upserts?: boolean;
  /** The resource that a creation takes over; undefined for none. */
  overwrites?(inputs: I, held: Held): HeldResource<I> | undefined;
  /** What a creation still waits for; undefined once it is there. */
  waitsFor?(inputs: I, held: Held): string | undefined;
  /** The outputs that change by themselves when something else in the clouds did. */
  settles?(resource: HeldResource<I>, held: Held): Properties | undefined;
}

/** A type with its inputs' own type forgotten: the engine hands it what was checked against them. */
export type AnyType = ResourceType<Record<string, unknown>>;

/** Erase a type's inputs, so that it fits in a list with others. */
export function resourceType<I extends object>(type: ResourceType<I>): AnyType {
  return type as unknown as AnyType;
}

/** What a cloud says of failures that any call can meet. */
export interface Wording {
  /** There is no such resource. */
  404(type: string, id: string): string;
  /** Too many requests. */
  429(type: string, operation: string): string;
  /** The cloud's own failure. */
  500(type: string, operation: string): string;
}

/** A function of a Pulumi package that reads what a cloud holds. */
export interface ReadFunction {
  /** Its Pulumi token, e.g. `aws:route53/getRecords:getRecords`. */
  readonly token: string;
  /** What it answers; undefined where the cloud has none such. */
  answer(args: Properties, held: Held): Properties | undefined;
}

/** A cloud: the Pulumi package that speaks to it, and the types that it knows. */
export interface Cloud {
  /** The package's name in the engine, e.g. `aws`. */
  readonly name: string;
  /** The npm package of its SDK, whose version the engine expects of the provider. */
  readonly sdk: string;
  /** One more is a file of its own and a line in this list. */
  readonly types: readonly AnyType[];
  /** The functions that it answers; none where absent. */
  readonly functions?: readonly ReadFunction[];
  readonly wording: Wording;
}
