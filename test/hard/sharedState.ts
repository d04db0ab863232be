import { spawn, type ChildProcess } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { run, type Finished } from "../../rehearsal/run.ts";
import { parseState } from "../../cli/state.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { newFolder } from "../engine/madeOnce.ts";
import { traffic, type Production } from "../engine/production.ts";
import { byPassphrase } from "../engine/secretsProvider.ts";
import { BUCKET, CREDENTIALS, unsigned, type Server } from "./bucket.ts";
import { startMachine, type Machine } from "./machine.ts";
import { openPath, type Path } from "./path.ts";

/** Somebody's checkout of the project, on a machine of theirs, with the team's state in the bucket. */
export interface Checkout {
  readonly path: Path;
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  pulumi(...args: string[]): Promise<Finished>;
  canary(...args: string[]): Promise<Finished>;
  /** Start a command that the test itself ends. */
  start(command: string, ...args: string[]): ChildProcess;
  /** Cut the power of its machine; nothing where it is this one. */
  powerOff(): Promise<void>;
}

/** A production whose state is in a bucket, and two who work on it. */
export interface SharedProduction {
  readonly production: Production;
  /** On this machine. */
  readonly here: Checkout;
  /** On another machine, where there are any: see `noMachines`. */
  readonly there: Checkout;
  /** The objects below a prefix. */
  list(prefix: string): Promise<string[]>;
  read(key: string): Promise<string>;
  write(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** The record in the state, as it is kept. */
  record(): Promise<RolloutRecord>;
  /** What the state says that was begun and has not ended. */
  pending(): Promise<string[]>;
  close(): Promise<void>;
}

/** Where the engine keeps the stack. */
export const STATE = ".pulumi/stacks/canary/production.json";
/** Where it keeps the stack's locks. */
export const LOCKS = ".pulumi/locks/organization/canary/production/";

/** Where the engine finds a bucket, at a port of this machine. */
export function backendAt(port: number): string {
  return `s3://${BUCKET}?endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true&region=us-east-1`;
}

/**
 * Bring production to a stage, and its state into a bucket. Servers that take unsigned requests alone.
 *
 * @param also ports of this machine that the other one reaches too
 */
export async function sharedProduction(
  stage: string,
  server: Server,
  also: readonly number[] = [],
): Promise<SharedProduction> {
  const production = await byPassphrase(await traffic(stage));
  const folder = await newFolder();
  const { directory, env } = production.workspace;
  const bucket = bucketAt(server.port);
  const state = join(directory, "state");
  for (const entry of await readdir(state, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const file = join(entry.parentPath, entry.name);
      await bucket.write(relative(state, file), await readFile(file, "utf8"));
    }
  // Whoever reads the state must find the bucket's.
  await rm(state, { recursive: true });
  const here = await checkoutOn(directory, env, join(folder, "here"), server);
  const there = await checkoutOn(
    await clone(directory, folder),
    env,
    join(folder, "there"),
    server,
    {
      ports: [
        ...also,
        ...portsIn(
          (env["PULUMI_DEBUG_PROVIDERS"] ?? "") +
            (await readFile(join(directory, "Pulumi.production.yaml"), "utf8")),
        ),
      ],
    },
  );
  const kept = async () =>
    (
      JSON.parse(await bucket.read(STATE)) as {
        checkpoint: { latest: { pending_operations?: { type: string }[] } };
      }
    ).checkpoint.latest;
  return {
    production,
    here,
    there,
    ...bucket,
    record: async () =>
      parseState({ deployment: await kept() }, "production").record?.inputs[
        "input"
      ] as RolloutRecord,
    pending: async () => ((await kept()).pending_operations ?? []).map(({ type }) => type),
    async close() {
      await there.powerOff();
      await here.path.close();
      await there.path.close();
      await production.close();
      for (const key of await bucket.list("")) await bucket.remove(key);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function clone(directory: string, folder: string): Promise<string> {
  const to = join(folder, "checkout");
  await cp(directory, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !/\.sqlite/.test(file),
  });
  return to;
}

/** The ports of the stand-ins: `aws:PORT` for the engine, `127.0.0.1:PORT` in a stack file. */
function portsIn(text: string): number[] {
  return [...text.matchAll(/(?:127\.0\.0\.1|^\w+|,\w+):(\d{4,5})\b/g)].map(([, port]) =>
    Number(port),
  );
}

async function checkoutOn(
  directory: string,
  env: NodeJS.ProcessEnv,
  home: string,
  server: Server,
  { ports }: { ports?: readonly number[] | undefined } = {},
): Promise<Checkout> {
  await mkdir(join(home, "tmp"), { recursive: true });
  const path = await openPath(server.port);
  const machine: Machine | undefined =
    ports && (await startMachine("elsewhere", home, [...new Set([...ports, path.port])]));
  const own = {
    ...env,
    ...CREDENTIALS,
    HOME: home,
    TMPDIR: join(home, "tmp"),
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_BACKEND_URL: backendAt(path.port),
  };
  const where = { cwd: directory, env: own };
  const command = (name: string, args: readonly string[]): [string, string[]] => {
    const entered = machine ? [...machine.enter, `--wdns=${directory}`, "--"] : [];
    const [first = "", ...rest] = [...entered, name, ...args];
    return [first, rest];
  };
  return {
    path,
    directory,
    env: own,
    pulumi: (...args) =>
      run(...command("pulumi", ["--non-interactive", "--color", "never", ...args]), where),
    canary: (...args) => run(...command(join(directory, "canary"), args), where),
    start: (name, ...args) => {
      const [first, rest] = command(name, args);
      return spawn(first, rest, { ...where, stdio: "ignore" });
    },
    powerOff: async () => {
      await machine?.powerOff();
    },
  };
}

/** A bucket's objects, by requests that nobody signs. */
function bucketAt(port: number) {
  const at = (key: string) =>
    `http://127.0.0.1:${port}/${BUCKET}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const send = async (method: string, url: string, body?: string) => {
    const response = await fetch(url, {
      method,
      headers: unsigned("s3"),
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
    return text;
  };
  return {
    async list(prefix: string) {
      const query = new URLSearchParams({ "list-type": "2", prefix });
      const text = await send("GET", `http://127.0.0.1:${port}/${BUCKET}?${query.toString()}`);
      return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key);
    },
    read: (key: string) => send("GET", at(key)),
    write: async (key: string, text: string) => {
      await send("PUT", at(key), text);
    },
    remove: async (key: string) => {
      await send("DELETE", at(key));
    },
  };
}
