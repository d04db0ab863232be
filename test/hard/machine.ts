import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../../cli/isAlive.ts";
import { ended } from "./bucket.ts";

/**
 * Another machine on this one: namespaces of its own for the host's name, processes and network, so that no
 * process id of one means anything to the other, and neither reaches the other's loopback. The files are
 * shared, and a test gives each a home of its own.
 */
export interface Machine {
  readonly name: string;
  /** What to put in front of a command, to run it there. */
  readonly enter: readonly string[];
  /** Kill all that runs on it at once, as a power cut does. */
  powerOff(): Promise<void>;
}

const ROOT = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
const OWN = ["--uts", "--pid", "--net", "--mount-proc", "--fork"];

/** Why this machine can make no others; undefined where it can. */
export function noMachines(): string | undefined {
  try {
    execFileSync("unshare", [...ROOT, ...OWN, "ip", "link", "set", "lo", "up"], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

/** Start a machine that reaches these ports of this one's loopback, at the same numbers, and nothing else. */
export async function startMachine(
  name: string,
  folder: string,
  ports: readonly number[],
): Promise<Machine> {
  const sockets = join(folder, `${name}-sockets`);
  await mkdir(sockets, { recursive: true });
  const outside = await Promise.all(
    ports.map((port) => relay(() => connect(port, "127.0.0.1"), join(sockets, String(port)))),
  );
  const inside = join(import.meta.dirname, "machineInside.ts");
  const child = spawn(
    "unshare",
    [...ROOT, ...OWN, "--kill-child", "node", inside, name, sockets, ...ports.map(String)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await Promise.race([
    once(child.stdout, "data"),
    once(child, "close").then(() => {
      throw new Error(`the machine ${name} did not start`);
    }),
  ]);
  const first = await firstProcess(child);
  const user = ROOT.length > 0 ? ["--user", "--preserve-credentials"] : [];
  return {
    name,
    enter: ["nsenter", "--target", String(first), ...user, "--uts", "--pid", "--net", "--mount"],
    async powerOff() {
      await ended(child);
      // The kernel ends all of a namespace's processes with its first one.
      while (isAlive(first)) await sleep(10);
      for (const server of outside) server.close();
      await rm(sockets, { recursive: true, force: true });
    },
  };
}

/** The process that is number 1 there, by its number here. */
async function firstProcess({ pid = 0 }: ChildProcess): Promise<number> {
  for (;;) {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    if (first) return Number(first);
    await sleep(10);
  }
}

/** Pass each connection at an address on; where one end breaks off, so does the other. */
export async function relay(
  to: () => ReturnType<typeof connect>,
  at: string | number,
): Promise<Server> {
  const server = createServer((near) => {
    const far = to();
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => other.destroy());
      one.pipe(other);
    }
  });
  if (typeof at === "string") server.listen(at);
  else server.listen(at, "127.0.0.1");
  await once(server, "listening");
  return server;
}
