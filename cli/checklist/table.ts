import type { Item } from "../../checklist/item.ts";
import { evidenced } from "../../checklist/item.ts";
import type { Situation } from "../../checklist/state.ts";
import { localized, onClock, type Here } from "../times.ts";
import { wrapped } from "../wrap.ts";
import { bySection, type Line } from "./format.ts";

export interface TableOptions {
  /** Whether what is done or not needed yet is listed too, and not just counted. */
  readonly all: boolean;
  /** The longest line, in characters. */
  readonly width: number;
  readonly here: Here;
}

/** What is open, the worst first. */
const OPEN = ["unmet", "stale"] as const;
const STATES = [...OPEN, "exempt", "met", "not yet needed", "not applicable"] as const;

/**
 * The checklist as a terminal shows it: first what is open, each with why and what to do; then what is
 * exempted; then the commands that verify what is open; and all counted, in the last line.
 */
export function checklistTable(
  lines: readonly Line[],
  exemptedOnes: Situation["exempted"],
  options: TableOptions,
): string[] {
  const { all, width, here } = options;
  const open = OPEN.flatMap((state) => lines.filter((line) => line.state.state === state));
  const done = all ? lines.filter((line) => !open.includes(line)) : [];
  const exempted = exemptedOnes.flatMap(({ item, by, expires, reason, lets }) => [
    ...wrapped(`${item}, by ${by} until ${onClock(expires, here)}: ${reason}`, width, "  ", "    "),
    ...wrapped(`exempts ${localized(lets, here)}`, width, "    "),
  ]);
  return [
    ...open.flatMap((line) => openItem(line, options)),
    ...(open.length > 0 ? [""] : []),
    ...bySection(done).flatMap(({ heading, lines }) => [
      ...wrapped(heading, width),
      ...lines.flatMap((line) => doneItem(line, options)),
      "",
    ]),
    ...(exempted.length > 0 ? ["Exempted for now:", ...exempted, ""] : []),
    ...commands(open).flatMap((command) => wrapped(command, width, "to do: ", "       ")),
    ...wrapped(summary(lines, all), width),
  ];
}

function openItem({ item, state }: Line, { width, here }: TableOptions): string[] {
  return [
    ...wrapped(`${item.id} (${state.state}): ${item.text}`, width, "✘ ", "    "),
    ...wrapped(localized(state.by, here), width, "    "),
    ...(state.todo === undefined
      ? []
      : wrapped(localized(state.todo, here), width, "    → ", "      ")),
  ];
}

function doneItem({ item, state }: Line, { width, here }: TableOptions): string[] {
  const mark = state.state === "met" ? "✔" : "·";
  const since = state.since === undefined ? "" : `, since ${onClock(state.since, here)}`;
  return [
    ...wrapped(`${item.id} (${state.state}): ${item.text}`, width, `${mark} `, "    "),
    ...wrapped(`${localized(state.by, here)}${since}`, width, "    "),
    ...(state.todo === undefined ? [] : wrapped(localized(state.todo, here), width, "    ")),
  ];
}

/** One command for all that is open and a command verifies, and one for all that a person attests. */
function commands(open: readonly Line[]): string[] {
  const by = (how: "verify" | "attest") =>
    open.filter(({ item }) => evidenced(item) === how).map(({ item }): Item["id"] => item.id);
  const attested = by("attest");
  return [
    ...(by("verify").length > 0 ? ["./canary verify"] : []),
    ...(attested.length > 0 ? [`./canary attest ${attested.join(" ")} --by NAME`] : []),
  ];
}

function summary(lines: readonly Line[], all: boolean): string {
  const counted = STATES.flatMap((state) => {
    const count = lines.filter((line) => line.state.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return `${lines.length} items: ${counted.join(", ")}${all ? "" : "; --all lists them"}`;
}
