import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Declared } from "../declared.ts";
import type { Call, RecordedCall } from "./call.ts";
import { AWS } from "./index.ts";
import { refusedCalls, type Refused } from "./refusals.ts";

/** The calls for what is declared, in order, and what the stand-in answers when that is read. */
export interface Recorded {
  readonly calls: readonly RecordedCall[];
  readonly answers: readonly RecordedCall[];
  /** What the stand-ins refuse, for moto to be tried with the same. */
  readonly refusals: readonly Refused[];
}

/** What `make models` keeps: the calls, the template made from them, and the verdicts. */
export const FILES = {
  recorded: join(import.meta.dirname, "recorded.json"),
  template: join(import.meta.dirname, "template.json"),
  verdicts: join(import.meta.dirname, "verdicts.json"),
} as const;

/** Everything of AWS that is declared, as calls, each after those that it refers to. Times are all the same. */
export async function recorded(declared: readonly Declared[]): Promise<Recorded> {
  const order = Object.keys(AWS);
  const ofAws = declared
    .filter(({ type }) => type.startsWith("aws:"))
    .toSorted(
      (a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.name < b.name ? -1 : 1),
    );
  const each = (made: (one: Declared) => readonly Call[]) =>
    ofAws.flatMap((one) => {
      const { type, name, id } = one;
      return made(one).map((call) => ({ type, name, id, ...call }));
    });
  return timeless({
    calls: each(({ type, inputs, id }) => mappingOf(type).calls(inputs, id)),
    answers: each(({ type, outputs, id }) => [mappingOf(type).answer(outputs, id)]),
    refusals: await refusedCalls(),
  });
}

function mappingOf(type: string) {
  const mapping = AWS[type];
  if (!mapping) throw new Error(`${type}: test/models/aws/ says of no call that makes it`);
  return mapping;
}

function timeless<T>(value: T): T {
  const text = JSON.stringify(value);
  return JSON.parse(
    text.replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"2026-01-31T12:00:00.000Z"'),
  ) as T;
}

/** By which verdicts are known to be about a text. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
