import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copiedState, layState } from "../engine/copiedStack.ts";
import { production, type Production } from "../engine/production.ts";
import { byPassphrase } from "../engine/secretsProvider.ts";
import { interleaved } from "./median.ts";
import { run } from "./process.ts";
import { EXPORT } from "./subjects.ts";

const SIZES = [1, 100, 1000] as const;
const LIST = ["pulumi", "stack", "ls", "--all", "--json"];
const STATUS_ALL = ["./canary", "status", "--all"];

/** What it costs to list and to read many stacks: copies of production at 10 %, a project each, in a folder. */
export async function stacks(rounds: number): Promise<string> {
  const running = await byPassphrase(await production("10"));
  try {
    const one = await interleaved(
      { export: async () => (await inFolder(running, EXPORT)).seconds },
      rounds,
    );
    const rows: string[] = [];
    for (const size of SIZES) rows.push(await row(running, size, size > 100 ? 1 : rounds));
    return [
      "## As stacks become many",
      "",
      `Copies of one state with its secrets, a project each, in a folder. The engine reads each state to list them. \`./canary status --all\` lists them, and then has the engine export each: one export alone takes ${one.export.median.toFixed(2)} s. A thousand are read once.`,
      "",
      "| stacks | `pulumi stack ls --all` | its memory | `./canary status --all` | of each stack | its memory |",
      "| --- | --- | --- | --- | --- | --- |",
      ...rows,
    ].join("\n");
  } finally {
    await running.close();
  }
}

async function row(running: Production, size: number, rounds: number): Promise<string> {
  const folder = await layStacks(running, size);
  const memory = { list: 0, status: 0 };
  const measure = async (what: keyof typeof memory, command: readonly string[]) => {
    const ran = await inFolder(running, command, folder);
    memory[what] = Math.max(memory[what], ran.memory);
    return ran.seconds;
  };
  const subjects = {
    list: () => measure("list", LIST),
    status: () => measure("status", STATUS_ALL),
  };
  const { list, status } = await interleaved(subjects, rounds, { warmUp: size <= 100 });
  await rm(folder, { recursive: true });
  const each = (1000 * status.median) / size;
  return `| ${size} | ${list.median.toFixed(2)} s | ${memory.list.toFixed(0)} MiB | ${status.median.toFixed(2)} s | ${each.toFixed(0)} ms | ${memory.status.toFixed(0)} MiB |`;
}

function inFolder({ workspace }: Production, command: readonly string[], folder?: string) {
  const own = folder === undefined ? {} : { PULUMI_BACKEND_URL: `file://${folder}` };
  const where = { cwd: workspace.directory, env: { ...workspace.env, ...own } };
  return run(command, where, { memory: true });
}

async function layStacks({ workspace }: Production, size: number): Promise<string> {
  const folder = join(workspace.directory, `state-${size}`);
  await mkdir(join(folder, ".pulumi"), { recursive: true });
  // How the engine marks a folder whose states are in one of each project's.
  await writeFile(join(folder, ".pulumi/meta.yaml"), "version: 1\n");
  const text = await copiedState(join(workspace.directory, "state"), "PROJECT");
  for (let number = 1; number <= size; number++) {
    const project = `app-${number}`;
    await layState(folder, project, text.replaceAll("PROJECT", project));
  }
  return folder;
}
