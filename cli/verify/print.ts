import { stripVTControlCharacters } from "node:util";
import type { Item } from "../../checklist/item.ts";
import type { Done, Task } from "../../measure/verify/run.ts";
import type { Selected } from "./select.ts";

/** Prints items as they start and end: on a terminal also what is under way. */
export interface ItemPrinter {
  readonly starts: (task: Task) => void;
  /** An item came to its end; `fault` says why its evidence was not written. */
  readonly ends: (done: Done, fault?: string) => void;
  /** All is over: says what failed, and with which output. */
  readonly concludes: (missing: readonly Item[], interrupted: boolean) => void;
  readonly failed: () => number;
}

/** How many lines of a failing command's output are printed. */
const LINES = 20;

/** The part of a console that is written to: tests give their own. */
export interface Console {
  readonly live: boolean;
  readonly write: (text: string) => void;
}

export function itemPrinter(planned: readonly Selected[], console = terminal()): ItemPrinter {
  const width = Math.max(...planned.map(({ item }) => item.id.length));
  const running = new Map<string, number>();
  const failures: { item: string; text: string }[] = [];
  let lines = 0;
  let ticking: NodeJS.Timeout | undefined;
  const clear = () => {
    if (console.live) console.write("\r\u001b[2K");
  };
  const draw = () => {
    const names = [...running].map(
      ([item, since]) => `${item} ${Math.round((performance.now() - since) / 1000)} s`,
    );
    clear();
    console.write(`  ${names.join(", ")}`.slice(0, (process.stdout.columns || 80) - 1));
  };
  const line = (text: string) => {
    clear();
    console.write(`${text}\n`);
  };
  return {
    starts({ item }) {
      running.set(item, performance.now());
      if (console.live) ticking ??= setInterval(draw, 250).unref();
    },
    ends({ task: { item }, verified: { verdict, observed, end }, seconds }, fault) {
      running.delete(item);
      const passed = verdict === "pass" && fault === undefined;
      if (passed) lines++;
      else failures.push({ item, text: tail(end) });
      const message = fault === undefined ? observed : `${observed}; not written down: ${fault}`;
      line(
        `${passed ? "✔" : "✘"} ${item.padEnd(width)}  ${seconds.toFixed(1).padStart(5)} s  ${plain(message)}`,
      );
    },
    concludes(missing, interrupted) {
      clearInterval(ticking);
      clear();
      for (const { item, text } of failures) if (text !== "") line(`\n${item}:\n${text}`);
      for (const { id } of missing)
        line(`✘ ${id.padEnd(width)}  nothing shows it: name a command under verify.${id}`);
      const all = planned.length;
      const rest = all - lines - failures.length - missing.length;
      const left = interrupted && rest > 0 ? `, ${rest} not` : "";
      line(
        `\n${lines} of ${all} verified${failures.length > 0 ? `, ${failures.length} failed` : ""}${left}`,
      );
    },
    failed: () => failures.length,
  };
}

/** A stream as a console. */
export function terminal(stream: NodeJS.WriteStream = process.stdout): Console {
  return { live: stream.isTTY, write: (text) => stream.write(text) };
}

/** The end of an output, without what a terminal would obey. */
function tail(output: string): string {
  const lines = stripVTControlCharacters(output).trimEnd().split(/\r?\n/);
  return lines
    .slice(-LINES)
    .map((each) => `  ${plain(each)}`)
    .join("\n")
    .trimEnd();
}

function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
