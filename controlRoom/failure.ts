/** What a fault of `./canary` is, to its end. */
const FAULT = /^canary: ([^]+)$/m;
/** An error of the engine: its first line. */
const ERROR = /^(\s*)error: (.+)$/;

/**
 * Why a command failed, in words: what the engine gave as errors, each once, and what the command says
 * itself.
 *
 * @param printed what it wrote to its output
 * @param faults what it wrote to its error output
 */
export function whyFailed(printed: string, faults: string): string | undefined {
  const own = (FAULT.exec(faults)?.[1] ?? faults).trim();
  const all = [...new Set([...errorsIn(printed), own])].filter((message) => message !== "");
  return all.length === 0 ? undefined : all.join("\n");
}

/** The engine's errors, each with the lines that are indented below it. */
function errorsIn(printed: string): string[] {
  const result: string[] = [];
  let indent: number | undefined;
  for (const line of printed.split("\n")) {
    const [, before = "", message] = ERROR.exec(line) ?? [];
    if (message !== undefined) {
      indent = before.length;
      // What the engine says of every update that failed.
      if (!/^(preview|update) failed$/.test(message)) result.push(message);
    } else if (indent !== undefined && line.trim() !== "" && line.search(/\S/) >= indent) {
      result.push(`${result.pop() ?? ""}\n${line.trim()}`);
    } else indent = undefined;
  }
  return result;
}
