import type { Fault } from "./fault.ts";

/** A stack's configuration is refused: everything wrong with it, as text. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const count = faults.length === 1 ? "a fault" : `${faults.length} faults`;
    super([`The configuration of this stack has ${count}.`, ...faults.map(render)].join("\n\n"));
    this.faults = faults;
  }
}

function render({ key, problem, allowed, example }: Fault): string {
  const [line, ...more] = example;
  const copy = more.length === 0 ? ` ${line ?? ""}` : ["", ...example].join("\n    ");
  return `${key} ${problem}\n  allowed: ${allowed}\n  example:${copy}`;
}
