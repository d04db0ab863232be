import { createHash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import type { Properties } from "../../../rehearsal/clouds/index.ts";

/** A call of an AWS API, its service and operation as botocore names them. */
export interface Call {
  /** E.g. `route53`. */
  readonly service: string;
  /** E.g. `CreateHostedZone`. */
  readonly operation: string;
  readonly body: Properties;
}

/** A call that the provider makes for a resource. */
export interface RecordedCall extends Call {
  /** The resource's type, its name and its id at the stand-in. */
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** What a type's resource is at AWS. */
export interface OfAws {
  /**
   * The calls that the provider makes to create it, by its source:
   * https://github.com/hashicorp/terraform-provider-aws, internal/service/
   *
   * @throws where an input has no place in them
   */
  readonly calls: (inputs: Properties, id: string) => readonly Call[];
  /** What the stand-in answers of it, as the operation that reads it does. */
  readonly answer: (outputs: Properties, id: string) => Call;
}

/** Map a type by its SDK's own arguments. */
export function ofAws<Args>(of: {
  readonly calls: (inputs: pulumi.Unwrap<Args>, id: string) => readonly Call[];
  readonly answer: (outputs: Properties, id: string) => Call;
}): OfAws {
  return of as unknown as OfAws;
}

/** A caller's own reference, in the form that the provider makes, another for each resource. */
export function reference(id: string): string {
  const digits = createHash("sha256").update(id).digest("hex").replaceAll(/[a-f]/g, "0");
  return `terraform-${digits.slice(0, 26)}`;
}

/** Tags as most services take them. */
export function tagList(tags: Readonly<Record<string, string>> | undefined) {
  return Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
}
