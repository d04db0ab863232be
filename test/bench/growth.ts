import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { production, type Production } from "../engine/production.ts";
import { interleaved } from "./median.ts";
import { PREVIEW, setMain, timed } from "./subjects.ts";

const HOSTS = [1, 10, 50] as const;
const HISTORY = [1, 10, 100] as const;

/** What a preview costs where more is in one stack, and where more is in the record. */
export async function growth(rounds: number): Promise<string> {
  const hosts = await previewed(HOSTS, rounds, withHosts);
  const history = await previewed(HISTORY, rounds, withHistory);
  return [
    "## As a stack grows",
    "",
    "A preview with nothing changed, beside that of the smallest.",
    "",
    table("hosts in one stack", hosts),
    "",
    table("blocks applied, in the record's history", history),
  ].join("\n");
}

function table(what: string, rows: readonly (readonly [size: number, seconds: number])[]): string {
  const [[, least] = [0, NaN]] = rows;
  return [
    `| ${what} | preview | ratio |`,
    "| --- | --- | --- |",
    ...rows.map(
      ([size, seconds]) =>
        `| ${size} | ${seconds.toFixed(2)} s | ${(seconds / least).toFixed(2)} |`,
    ),
  ].join("\n");
}

async function previewed(
  sizes: readonly number[],
  rounds: number,
  make: (size: number) => Promise<Production>,
): Promise<(readonly [size: number, seconds: number])[]> {
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
    return sizes.map((size) => [size, measured[String(size)]?.median ?? NaN] as const);
  } finally {
    for (const running of made.values()) await running.close();
  }
}

async function withHosts(hosts: number): Promise<Production> {
  const running = await production("10");
  await setMain(running, "hosts");
  await running.workspace.pulumi(
    "config",
    "set",
    "--stack",
    "production",
    "bench:hosts",
    String(hosts),
  );
  const { code, output } = await running.up("--skip-preview");
  if (code !== 0) throw new Error(output);
  return running;
}

async function withHistory(blocks: number): Promise<Production> {
  const running = await production("10");
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
