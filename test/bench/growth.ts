import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stateFile } from "../engine/copiedStack.ts";
import { CANARY, ORIGIN, production, PUBLIC, type Production } from "../engine/production.ts";
import { byPassphrase } from "../engine/secretsProvider.ts";
import { interleaved } from "./median.ts";
import { makeBare, PREVIEW, timed, upAtOnce } from "./subjects.ts";

const HOSTS = [1, 10, 100] as const;
const HOST = { public: PUBLIC, canary: ORIGIN, prepared: CANARY };
const HISTORY = [1, 10, 100] as const;

/** What a preview costs where more hosts are in one stack, beside the bare program's with the same resources. */
export async function hosts(rounds: number): Promise<string> {
  const rows: string[] = [];
  for (const size of HOSTS) rows.push(await hostsRow(size, rounds));
  return [
    "## As a stack grows",
    "",
    "A preview with nothing changed, of the bare program and of this one, each on the state that it wrote. What a resource takes the bare program is what it takes the engine: where that grew with their number, the engine would be superlinear. A hundred hosts take minutes, and are previewed once.",
    "",
    "| hosts in one stack | resources | bare | of each resource | ours | ratio |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** Both programs in turn, each on the state that it wrote. */
async function hostsRow(size: number, rounds: number): Promise<string> {
  const running = await withHosts(size);
  try {
    const { directory } = running.workspace;
    const files = [join(directory, "Pulumi.yaml"), stateFile(join(directory, "state"), "canary")];
    const texts = () => Promise.all(files.map((file) => readFile(file, "utf8")));
    const previewOf = (kept: readonly string[]) => async () => {
      await Promise.all(files.map((file, index) => writeFile(file, kept[index] ?? "")));
      return (await timed(running, PREVIEW)).seconds;
    };
    const own = previewOf(await texts());
    const resources = await makeBare(running);
    const floor = previewOf(await texts());
    const { bare, ours } = await interleaved({ bare: floor, ours: own }, size > 10 ? 1 : rounds, {
      warmUp: size <= 10,
    });
    const each = (1000 * bare.median) / resources;
    return `| ${size} | ${resources} | ${bare.median.toFixed(2)} s | ${each.toFixed(1)} ms | ${ours.median.toFixed(2)} s | ${(ours.median / bare.median).toFixed(2)} |`;
  } finally {
    await running.close();
  }
}

/** What a preview costs where more is in the record. */
export async function history(rounds: number): Promise<string> {
  const seconds = await previewed(HISTORY, rounds, withHistory);
  const least = seconds.get(HISTORY[0]) ?? NaN;
  return [
    "A preview with nothing changed, beside that with the least in its record.",
    "",
    "| blocks applied, in the record's history | preview | ratio |",
    "| --- | --- | --- |",
    ...[...seconds].map(
      ([size, one]) => `| ${size} | ${one.toFixed(2)} s | ${(one / least).toFixed(2)} |`,
    ),
  ].join("\n");
}

/** The seconds of a preview, by the size of what is made. */
async function previewed(
  sizes: readonly number[],
  rounds: number,
  make: (size: number) => Promise<Production>,
): Promise<ReadonlyMap<number, number>> {
  const made = new Map<string, Production>();
  for (const size of sizes) made.set(String(size), await make(size));
  try {
    const subjects = Object.fromEntries(
      [...made].map(([size, production]) => [
        size,
        async () => (await timed(production, PREVIEW)).seconds,
      ]),
    );
    const measured = await interleaved(subjects, rounds);
    return new Map(sizes.map((size) => [size, measured[String(size)]?.median ?? NaN]));
  } finally {
    for (const running of made.values()) await running.close();
  }
}

/** Production at 0 %, where hosts are added, with so many public hosts in all. */
async function withHosts(size: number): Promise<Production> {
  const running = await byPassphrase(await production("prepared"));
  if (size === 1) return running;
  const names = Array.from({ length: size - 1 }, (_, index) => `h${index + 2}`);
  const others = names.map((name) => [name, { public: `${name}.example.com` }] as const);
  await running.edit({ set: { hosts: { ...HOST, others: Object.fromEntries(others) } } });
  await upAtOnce(running);
  return running;
}

async function withHistory(blocks: number): Promise<Production> {
  const running = await byPassphrase(await production("10"));
  const file = join(running.workspace.directory, "state.json");
  const stack = ["--stack", "production", "--file", file];
  await running.workspace.pulumi("stack", "export", "--show-secrets", ...stack);
  const state = JSON.parse(await readFile(file, "utf8"), (key, value: unknown) =>
    key === "acted" ? Array.from({ length: blocks }, (_, index) => completed(index)) : value,
  ) as unknown;
  await writeFile(file, JSON.stringify(state));
  const { code, output } = await running.workspace.pulumi("stack", "import", ...stack);
  if (code !== 0) throw new Error(output);
  return running;
}

function completed(index: number) {
  return {
    block: "halt",
    release: `dpl_${String(index)}`,
    at: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
  };
}
