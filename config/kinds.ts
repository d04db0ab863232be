import { z } from "zod";
import { worded } from "./messages.ts";

// Without quotes, YAML takes digits for numbers and dates for timestamps, and the engine passes its
// own spelling of those: a commit of digits as 1.2345678901234568e+39, a phone number without its
// +, an instant as below. What was typed is lost, so text is text, or refused with the advice to
// quote it.
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)? \+0000 UTC$/;

/** Text of a certain form. */
export function text(form: RegExp, allowed: string, example: string) {
  return worded(z.string().regex(form), { allowed, example });
}

/** One of a few texts. */
export function oneOf<const T extends readonly [string, ...string[]]>(texts: T) {
  return worded(z.enum(texts), { allowed: texts.join(", or "), example: texts[0] });
}

/** Text for people, 1 to 500 characters; no placeholder such as `[Name]` or `<name>`. */
export function prose(example: string) {
  const schema = z
    .string()
    .trim()
    .max(500)
    .regex(/^[^[<]/);
  return worded(schema, {
    allowed: "words, 1 to 500 characters, not a placeholder in brackets",
    example: JSON.stringify(example),
  });
}

/** The value of an environment variable: any text of at least so many characters. */
export function value(least: number) {
  const schema = z
    .string()
    .min(least)
    .refine((typed) => !TIMESTAMP.test(typed));
  return worded(schema, {
    allowed: "text, in quotes where YAML reads a number, a date, true or false",
    example: (problem) =>
      typeof problem === "number" || typeof problem === "boolean"
        ? `"${problem.toString()}"`
        : '"https://www.example.com"',
  });
}

/** A whole number, typed as a number or as its digits. */
export function whole(from: number, to: number, example: number) {
  const digits = z
    .string()
    .regex(/^(0|[1-9][0-9]*)$/)
    .transform(Number);
  return worded(z.union([z.number(), digits]).pipe(z.int().min(from).max(to)), {
    allowed: `a whole number from ${from} to ${to}, in digits alone: no sign, space, % or point`,
    example: (problem) => {
      // `25%`, `"25 "`, `+25` and `025` say what was meant.
      const meant = Number(/^\s*\+?0*(\d{1,3})\s*%?\s*$/.exec(String(problem))?.[1]);
      return String(meant >= from && meant <= to ? meant : example);
    },
  });
}

/** A number, typed as a number or as its digits. */
export const decimal = z.union([
  z.number(),
  z
    .string()
    .regex(/^[0-9]+(\.[0-9]+)?$/)
    .transform(Number),
]);

/**
 * A number above 0 and up to another, typed as a number or as its digits. `usual` is the most that it
 * may be where nothing else is said of it.
 */
export function upTo(most: number, unit: string, whose: string, usual = most) {
  return worded(decimal.pipe(z.number().positive().max(most)), {
    allowed: atMost(usual, unit, whose),
    example: String(usual),
  });
}

/** What such a number may be, as text. */
export function atMost(most: number, unit: string, whose: string): string {
  return `a number of ${unit} above 0 and at most ${most}, ${whose}`;
}

/** A number from one to less than another, typed as a number or as its digits. */
export function atLeast(least: number, below: number, unit: string) {
  return worded(decimal.pipe(z.number().min(least).lt(below)), {
    allowed: `a number of ${unit} from ${least}, the default, to less than ${below}`,
    example: String(least),
  });
}

/** `true` or `false`: at the top level it arrives as text, within a block as itself. */
export const flag = worded(
  z.union([z.boolean(), z.enum(["true", "false"]).transform((typed) => typed === "true")]),
  { allowed: "true or false", example: "true" },
);

/** An instant with its zone, ISO 8601; read into UTC: `2026-01-31T12:00:00.000Z`. */
export const instant = worded(
  z.iso.datetime({ offset: true }).transform((typed) => new Date(typed).toISOString()),
  {
    allowed: "a moment with its zone, ISO 8601, in quotes (YAML rewrites it without them)",
    example: (problem) => {
      const [, date, time] = TIMESTAMP.exec(String(problem)) ?? [];
      return date && time ? `"${date}T${time}Z"` : '"2026-01-31T12:00:00Z"';
    },
  },
);

/** A day: `2026-01-31`. */
export const day = worded(z.iso.date(), {
  allowed: "a day, year-month-day, in quotes (YAML rewrites it without them)",
  example: (problem) => `"${TIMESTAMP.exec(String(problem))?.[1] ?? "2026-01-31"}"`,
});

/** An e-mail address. */
export const email = worded(z.email(), {
  allowed: "an e-mail address",
  example: "releases@example.com",
});

/** A telephone number, E.164. */
export const phone = worded(z.e164(), {
  allowed: "a telephone number, E.164: + and digits alone, in quotes (YAML drops the +)",
  example: '"+12025550143"',
});

/** A host name in lower case, of two labels at least. */
export function host(example: string) {
  const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  return text(
    new RegExp(`^(?=.{1,253}$)(${label}\\.)+(?=[a-z])${label}$`),
    "a host name in lower case, without https://, port or path",
    example,
  );
}
