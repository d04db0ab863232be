import type * as pulumi from "@pulumi/pulumi";
import type { Properties } from "../../../rehearsal/clouds/index.ts";

/** A schema of the SDK, in the version of zod that it is made with. */
export interface Schema {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly message: string } };
}

/** A body that is sent or answered, and the schema that it is judged by; none where the SDK has none. */
export interface Body {
  readonly schema: Schema | undefined;
  readonly body: Properties;
}

/** What a type's resource is at Vercel. */
export interface OfVercel {
  /**
   * The bodies that the provider sends to create it, by its source:
   * https://github.com/vercel/terraform-provider-vercel, client/
   *
   * @throws where an input has no place in them
   */
  readonly bodies: (inputs: Properties) => readonly Body[];
  /** What the stand-in answers, under Vercel's own names: not all that Vercel does. */
  readonly answer: (outputs: Properties, id: string) => Body;
}

/** Map a type by its SDK's own arguments. */
export function ofVercel<Args>(of: {
  readonly bodies: (inputs: pulumi.Unwrap<Args>) => readonly Body[];
  readonly answer: (outputs: Properties, id: string) => Body;
}): OfVercel {
  return of as unknown as OfVercel;
}
