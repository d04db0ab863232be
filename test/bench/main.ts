import { writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { history, hosts } from "./growth.ts";
import { policies } from "./policies.ts";
import { stacks } from "./stacks.ts";
import { stageChange } from "./stageChange.ts";
import { stories } from "./stories.ts";
import { bareUp } from "./subjects.ts";

/**
 * Measures what this program costs beside a bare one that registers the same resources, and writes
 * `docs/performance.md`. Ratios alone count: times are this machine's. It is no test and gates nothing.
 * Parts alone are printed, with the machine's load, and not written.
 *
 *     node test/bench/main.ts [--rounds 5] [--stories] [--only hosts --only stacks]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    stories: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
  },
});
const rounds = Number(values.rounds);
const root = join(import.meta.dirname, "../..");

const PARTS: Readonly<Record<string, () => Promise<string>>> = {
  stage: () => stageChange(rounds),
  hosts: () => hosts(rounds),
  history: () => history(rounds),
  stacks: () => stacks(rounds),
  policies: () => Promise.resolve(policies()),
  ...(values.stories && { stories: async () => stories(await bareUp(25)) }),
};
const unknown = values.only.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0)
  throw new Error(`no part is called ${unknown.join(", ")}: ${Object.keys(PARTS).join(", ")} are`);

const parts: string[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (values.only.length > 0 && !values.only.includes(name)) continue;
  const text = await measure();
  console.log(
    `${text}\n\nload: ${loadavg()
      .map((one) => one.toFixed(1))
      .join(" ")}\n`,
  );
  parts.push(text);
}
if (values.only.length > 0) process.exit();

const [cpu] = cpus();
const page = join(root, "docs/performance.md");
const head = `# Performance

Written by \`make bench\`. The floor is a bare program, \`test/bench/bare/\`, that registers the same resources from a list: same state, same stand-in clouds, same engine. Both run in turn, ${rounds} rounds after one that does not count; medians, ± half the distance between the quartiles. The times are this machine's (${cpus().length} × ${cpu?.model.trim() ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB); the ratios are what counts.`;
const text = [head, ...parts].join("\n\n");
await writeFile(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
