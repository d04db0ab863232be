import * as policy from "@pulumi/policy";

// Exported by the SDK since 1.21, but not by its types.
const { UnknownValueError } = policy as unknown as {
  UnknownValueError: new () => Error & { readonly props: readonly (string | symbol)[] };
};

/** Whether an error is the SDK's way to say that a value is known only after the update. */
export function isUnknownValue(
  error: unknown,
): error is Error & { readonly props: readonly (string | symbol)[] } {
  return error instanceof UnknownValueError;
}
