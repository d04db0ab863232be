import type { OutputFormat } from "../formatOption.ts";
import type { RunEvent } from "../output/run.ts";
import { stopwatch, type Stopwatch } from "../stopwatch.ts";

/** Prints what a run does: for people, with the seconds since it began; or as lines of JSON. */
export interface RunPrinter {
  readonly emit: (event: RunEvent) => void;
  /** The same for what says plain words: the roll back, and git. */
  readonly say: Stopwatch;
}

/** As JSON, stdout holds nothing else: what is for people goes to stderr. */
export function runPrinter(format: OutputFormat): RunPrinter {
  const watch = stopwatch();
  if (format === "text") {
    const emit = ({ message, report = [], event }: RunEvent) => {
      for (const line of report) console.log(line);
      if (event !== "ended") watch(message);
    };
    return { emit, say: watch };
  }
  console.log = console.error;
  const emit = (event: RunEvent) => {
    process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`);
  };
  const say = Object.assign(
    (message: string) => {
      emit({ event: "says", message });
    },
    { seconds: watch.seconds },
  );
  return { emit, say };
}
