import { z } from "zod";
import { isAbsent, type Absences, type Absent, type Part } from "../rollout/parts.ts";
import { worded } from "./messages.ts";

/** Why there is none of what config could set: text, and not what YAML or a person takes for a switch. */
export const reason = worded(
  z
    .string()
    .trim()
    .max(500)
    .regex(/^(?!(true|false|yes|no|on|off|null|none|~|[\d.]+)$)[^[<]/i),
  {
    allowed: "why there is none, in words: 1 to 500 characters, not a placeholder in brackets",
    example: '"not in use here"',
  },
);

/** What nobody configures, but to say that there is none. */
export const absent = z.strictObject({
  /** Why there is none. */
  none: reason,
});

/** A part that a team may be without: its own keys, or `none` and the reason. */
export function orNone<S extends z.ZodType>(schema: S) {
  return z.union([absent, schema]);
}

/** The part, or why there is none: the reason beside it in its block, or in a block around that. */
export function partOr<T>(part: T, why: string | undefined): Exclude<T, undefined> | Absent {
  if (part !== undefined) return part as Exclude<T, undefined>;
  // Config was refused before, where neither was set.
  if (why === undefined) throw new Error("a part is left out without a reason");
  return { none: why };
}

/** The reasons of the parts that are absent. */
export function reasonsOf(parts: Readonly<Partial<Record<Part, unknown>>>): Absences {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, said]) => (isAbsent(said) ? [[part, said.none]] : [])),
  );
}
