import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "./engine/stack.ts";
import { withProgress } from "./progressLine.ts";
import { reasonsOf } from "./reasons.ts";
import { eventsOf, type Event } from "./review/events.ts";

/** An operation of the engine that came to its end. */
export interface Operated {
  readonly events: readonly Event[];
  /** The file of its events, a line each, as the engine wrote them: there until all is closed. */
  readonly eventLog: string;
}

/** Operations of the engine on one stack. ^C ends the one that runs, and not this process. */
export interface Operations {
  /**
   * Run one, with a line of progress in place of what the engine prints.
   *
   * @param what what is said of it while it runs: `previewing the change`
   * @param options `apart` leaves it alone at ^C. Default false
   * @throws where it fails, with the reasons, a line each
   */
  run(
    what: string,
    args: readonly string[],
    options?: { readonly apart?: boolean },
  ): Promise<Operated>;
  isInterrupted(): boolean;
  /** Throws once ^C came. */
  throwIfInterrupted(): void;
  close(): void;
}

/** Open them; whoever does so closes them. `verbose` prints the engine's own output, as it comes. */
export function openOperations(
  stack: Pick<Stack, "engine">,
  { verbose = false }: { readonly verbose?: boolean | undefined },
): Operations {
  const folder = mkdtempSync(join(tmpdir(), "canary-events-"));
  const own = interrupts();
  let number = 0;
  return {
    async run(what, args, { apart = false } = {}) {
      const eventLog = join(folder, `${String(number++)}.jsonl`);
      const onOutput = verbose ? (text: string) => process.stdout.write(text) : undefined;
      const signal = apart ? undefined : own.terminated;
      try {
        const running = stack.engine(args, { onOutput, eventLog, apart, signal });
        await (verbose ? running : withProgress(what, running));
      } catch (error) {
        throw new Error(reasonsOf(eventsOf(eventLog), error), { cause: error });
      }
      return { events: eventsOf(eventLog), eventLog };
    },
    isInterrupted: own.isInterrupted,
    throwIfInterrupted() {
      if (own.isInterrupted()) throw new Error("interrupted");
    },
    close() {
      own.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Outlives ^C, which the engine gets too, and a terminal that closes: what it leaves behind is restored or
 * said once it has ended.
 */
function interrupts() {
  let interrupted = false;
  const termination = new AbortController();
  const interrupt = () => {
    interrupted = true;
  };
  // Of this process alone: the engine has not got it.
  const terminate = () => {
    interrupt();
    termination.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", terminate).on("SIGHUP", terminate);
  return {
    terminated: termination.signal,
    isInterrupted: () => interrupted,
    close: () => {
      process.off("SIGINT", interrupt).off("SIGTERM", terminate).off("SIGHUP", terminate);
    },
  };
}
