import type { Kind, Proposed, ResourceType } from "../resourceType.ts";
import { noSuchBucket } from "./bucket.ts";
import { apiError } from "./failures.ts";

/** How AWS speaks of a setting, and what of it S3 takes for a wrong argument, in its words. */
export interface SettingArgs<I> {
  /** As the provider has it, e.g. `Lifecycle Configuration`. */
  readonly what: string;
  /** The operation of S3 that makes and changes it. */
  readonly operation: string;
  readonly wrong: (inputs: I) => string | undefined;
}

/** A setting that a bucket has one of, under the bucket's name: to create and to change it is one call. */
export function bucketSetting<I extends { readonly bucket: string }>(
  kind: Kind<I>,
  { what, operation, wrong }: SettingArgs<I>,
) {
  return {
    ...kind,
    upserts: true,
    computed: [],
    identify: ({ bucket }) => bucket,
    outputs: () => ({}),
    refuses: ({ inputs }: Proposed<I>, held) => {
      const message = wrong(inputs);
      return (
        noSuchBucket(inputs.bucket, { what, operation }, held) ??
        (message === undefined
          ? undefined
          : apiError({
              doing: `creating S3 Bucket ${what} (${inputs.bucket})`,
              call: `S3: ${operation}`,
              status: 400,
              code: "InvalidArgument",
              message,
            }))
      );
    },
    overwrites: ({ bucket }, held) =>
      held.of(kind).find(({ outputs }) => outputs.bucket === bucket),
  } satisfies ResourceType<I>;
}
