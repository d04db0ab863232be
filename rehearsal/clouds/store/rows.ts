/** Named values, as JSON has them. */
export type Properties = Readonly<Record<string, unknown>>;

/** A resource that a cloud holds. */
export interface Resource {
  /** Its Pulumi token, e.g. `aws:route53/record:Record`. */
  readonly type: string;
  readonly id: string;
  /** All its properties: the inputs and what the cloud added to them. Secrets are plain. */
  readonly outputs: Properties;
  /** When it was created and last changed, ISO 8601. */
  readonly created: string;
  readonly modified: string;
  /** How often it was changed since. */
  readonly revision: number;
}

/** A deployment that the app's own pipeline made: aliases can point at it. */
export interface Deployment {
  /** The Vercel project's name. */
  readonly project: string;
  /** The deployment's id, `dpl_…`. */
  readonly id: string;
  readonly version: string;
  readonly commit: string;
}

export type Operation = "create" | "read" | "update" | "delete";

/**
 * How a call fails: `429` too many requests, `500` the cloud's own failure, `hang` no answer until
 * the call is cancelled or the clouds close, `applied-then-error` the change is kept and a 500
 * answered, `applied-then-hang` it is kept and nothing answered.
 */
export type FaultKind = 429 | 500 | "hang" | "applied-then-error" | "applied-then-hang";

/** An order to fail the next calls. */
export interface Fault {
  /** The Pulumi token. */
  readonly type: string;
  readonly operation: Operation;
  readonly kind: FaultKind;
  /** How many calls fail. Default 1. */
  readonly times?: number;
}

/** A call that was made to change something, or a change by hand. */
export interface Call {
  readonly type: string;
  readonly operation: Exclude<Operation, "read">;
  /** The resource's id; empty where a creation failed. */
  readonly id: string;
  /** The properties that were set, changed or removed. */
  readonly keys: readonly string[];
  readonly by: "engine" | "hand";
  /** ISO 8601. */
  readonly at: string;
  /** What was answered where the call failed. */
  readonly error?: string;
}
