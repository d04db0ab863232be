/** The part of a terminal that progress is written to: tests give their own. */
export interface Terminal {
  readonly isTTY: boolean;
  readonly write: (text: string) => void;
}

/** How long something may take before anything is said of it, in milliseconds. */
const QUIET = 2000;
/** How often it is said again where lines cannot be written anew, in milliseconds. */
const AGAIN = 30_000;

/**
 * Say on stderr what is under way, once it takes longer than two seconds: in one line with the seconds so
 * far on a terminal, which is gone at the end; elsewhere in a plain line, and another every half minute.
 */
export async function withProgress<T>(
  what: string,
  work: Promise<T>,
  terminal: Terminal = { isTTY: process.stderr.isTTY, write: (text) => process.stderr.write(text) },
): Promise<T> {
  const { isTTY, write } = terminal;
  const started = performance.now();
  const line = () => `${what} … ${Math.round((performance.now() - started) / 1000)} s`;
  const draw = () => {
    write(isTTY ? `\r\u001b[2K${line()}` : `${line()}\n`);
  };
  const drawn: NodeJS.Timeout[] = [];
  const first = setTimeout(() => {
    draw();
    drawn.push(setInterval(draw, isTTY ? 1000 : AGAIN));
  }, QUIET);
  try {
    return await work;
  } finally {
    clearTimeout(first);
    drawn.forEach(clearInterval);
    if (drawn.length > 0 && isTTY) write("\r\u001b[2K");
  }
}
