import { z } from "zod";
import type { Freezes } from "../rollout/freeze.ts";
import { instant, prose } from "./kinds.ts";
import { rule } from "./rule.ts";
import { worded } from "./messages.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** A time of the week, typed as `friday 16:00`. */
function weekTime(example: string) {
  const schema = z
    .string()
    .regex(new RegExp(`^(${DAYS.join("|")}) ([01][0-9]|2[0-3]):[0-5][0-9]$`))
    .transform((typed) => {
      const [day = "", time = ""] = typed.split(" ");
      const [hours, minutes] = time.split(":").map(Number);
      return { day: DAYS.indexOf(day), minute: (hours ?? 0) * 60 + (minutes ?? 0) };
    });
  return worded(schema, {
    allowed: "a day and a time of 24 hours, such as friday 16:00",
    example,
  });
}

/** A time zone by its IANA name. */
const zone = worded(
  z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/)
    .refine(isZone),
  {
    allowed: "a time zone by its IANA name",
    example: "Europe/Berlin",
  },
);

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** An instant, with an example that comes after that of the one at which a freeze begins. */
const end = worded(instant.pipe(z.string()), {
  allowed: "a moment with its zone, ISO 8601, after from, in quotes",
  example: '"2026-02-02T08:00:00Z"',
});

const once = z.strictObject({
  /** The time at which it begins. */
  from: instant,
  /** The time at which it ends. */
  until: end,
  /** Why; a refusal repeats it. */
  reason: prose("the sale of the year"),
});

const weekly = z.strictObject({
  /** The day and time at which it begins, on the clocks of `zone`. */
  from: weekTime("friday 16:00"),
  /** The day and time at which it ends, later in the week or in the next one. */
  until: weekTime("monday 08:00"),
  /** The time zone whose clocks count. */
  zone,
  /** Why; a refusal repeats it. */
  reason: prose("nobody is here at the weekend"),
  /** Before this time it does not count; always where absent. */
  since: instant.optional(),
});

/** When no share increases, whatever the gate says. Going back is not affected. None where absent. */
export const freezes = z
  .strictObject({
    /** Freezes from one time to another; none where absent. */
    once: z.array(once).default([]),
    /** Freezes of every week; none where absent. */
    weekly: z.array(weekly).default([]),
  })
  .prefault({});

/** A freeze ends, and begins before it does. */
export const freezesEnd = rule<{ readonly freezes: Freezes }>(["freezes"], ({ freezes }) => [
  ...freezes.once.flatMap(({ from, until }, index) =>
    until > from
      ? []
      : [{ path: ["freezes", "once", index, "until"], allowed: "a moment after from" }],
  ),
  ...freezes.weekly.flatMap(({ from, until }, index) =>
    from.day === until.day && from.minute === until.minute
      ? [
          {
            path: ["freezes", "weekly", index, "until"],
            problem: "is when it begins",
            allowed: "another moment of the week: a freeze of all of it would never end",
          },
        ]
      : [],
  ),
]);
