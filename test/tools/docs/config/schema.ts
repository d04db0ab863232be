import { z } from "zod";

const shared = {
  /** How often. */
  often: z.number(),
};

const none = z.strictObject({
  /** Why not. */
  none: z.string(),
});

/** A schema that is put together in every way, with one key that has no comment. */
export const schema = z
  .strictObject({
    /**
     * What it is called, on
     * two lines.
     */
    name: z.string().default("a"),
    ...shared,
    /** A block. */
    block: z
      .strictObject({
        /** Inside it. */
        inside: z.union([none, z.strictObject({ bare: z.string() })]).optional(),
      })
      .prefault({}),
    /** A list. */
    list: z
      .array(
        z.strictObject({
          /** Of each. */
          each: z.string(),
        }),
      )
      .min(1),
    /** A map. */
    map: z.record(
      z.string(),
      z
        .strictObject({
          /** Of one. */
          one: z.string(),
        })
        .transform(({ one }) => one),
    ),
  })
  .check(() => undefined);
