import { z } from "zod";
import { worded } from "./messages.ts";

const UNITS = { d: 86_400, h: 3600, m: 60, s: 1 };

/** A length of time, typed as `10m`, `1h30m`, `90s`, `2h`, `5d`; read into seconds. */
export function lengthOfTime(example: string) {
  const schema = z
    .string()
    .regex(/^(?=.)([1-9]\d{0,3}d)?([1-9]\d{0,3}h)?([1-9]\d{0,3}m)?([1-9]\d{0,3}s)?$/)
    .transform((typed) =>
      [...typed.matchAll(/(\d+)([dhms])/g)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS],
        0,
      ),
    );
  return worded(schema, { allowed: "a length of time, such as 10m, 1h30m, 90s or 2h", example });
}
