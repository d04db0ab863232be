import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A zone, and the address of the server that unbound asks for it. */
export interface Stub {
  readonly apex: string;
  readonly address: string;
}

export interface UnboundArgs {
  /** Each zone that it resolves names of. */
  readonly stubs: readonly Stub[];
  /** The port of all servers here, and its own. */
  readonly port: number;
  /** Where each instance answers, with a cache of its own. */
  readonly addresses: readonly string[];
}

/** It is not installed. */
export class NoUnbound extends Error {
  override readonly name = "NoUnbound";
}

/** How long an instance may take until it answers, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Where unbound is installed.
 *
 * @param path where it is looked for, as PATH
 * @throws {NoUnbound} where it is not there
 */
export function findUnbound(path = process.env["PATH"] ?? ""): string {
  const match = path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "unbound"))
    .find(isProgram);
  if (match !== undefined) return match;
  throw new NoUnbound(
    "expected unbound on the PATH, and it is not there: apt install unbound (Debian has it in /usr/sbin), or rehearse without --resolver",
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The configuration of an instance: all of it is unbound's default, but that it is on this machine alone, and
 * asks the servers here. They are at a port of their own, which no delegation can say: so each zone has a stub.
 *
 * https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html
 */
export function unboundConfig(
  address: string,
  { stubs, port }: Pick<UnboundArgs, "stubs" | "port">,
  directory: string,
): string {
  return [
    "server:",
    `  interface: ${address}`,
    `  port: ${port}`,
    "  access-control: 127.0.0.0/8 allow",
    "  do-not-query-localhost: no",
    "  do-ip6: no",
    // As whoever rehearses, in the foreground.
    `  directory: "${directory}"`,
    '  username: ""',
    '  chroot: ""',
    '  pidfile: ""',
    "  do-daemonize: no",
    "  use-syslog: no",
    // Nobody signs these zones.
    '  module-config: "iterator"',
    ...stubs.map(({ apex }) => `  local-zone: "${apex}." nodefault`),
    "remote-control:",
    "  control-enable: no",
    ...stubs.flatMap(({ apex, address }) => [
      "stub-zone:",
      `  name: "${apex}."`,
      `  stub-addr: ${address}@${port}`,
    ]),
    "",
  ].join("\n");
}

/** Start instances of unbound. They end with `close`, or with this process. Rejects where one does not start. */
export async function startUnbound(program: string, args: UnboundArgs) {
  const directory = await mkdtemp(join(tmpdir(), "canary-unbound-"));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rm(directory, { recursive: true, force: true }));
  const children = new Set<ChildProcess>();
  const endAll = () => {
    for (const child of children) child.kill();
  };
  process.once("exit", endAll);
  opened.defer(() => void process.off("exit", endAll));
  const starting = args.addresses.map(async (address) => {
    const file = join(directory, `${address}.conf`);
    await writeFile(file, unboundConfig(address, args, directory));
    opened.defer(await startOne(program, file, children));
  });
  const results = await Promise.allSettled(starting);
  for (const one of results) if (one.status === "rejected") throw one.reason;
  const closing = opened.move();
  return { close: () => closing.disposeAsync() };
}

/** Start one, up to when it answers, and have it among the children; returns how to end it. */
async function startOne(
  program: string,
  file: string,
  children: Set<ChildProcess>,
): Promise<() => Promise<void>> {
  const child = spawn(program, ["-d", "-c", file], { stdio: ["ignore", "ignore", "pipe"] });
  children.add(child);
  const ended = once(child, "exit");
  const end = async () => {
    child.kill();
    await ended;
    children.delete(child);
  };
  let said = "";
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  child.stderr.on("data", (data: Buffer) => {
    said += data.toString();
    if (said.includes("start of service")) resolve(undefined);
  });
  const fail = (why: string) => {
    reject(new Error(`unbound did not start: ${why}\n${said.trimEnd()}`));
  };
  ended.then(
    () => {
      fail("it ended");
    },
    (error: unknown) => {
      fail(String(error));
    },
  );
  const timer = setTimeout(fail, PATIENCE, `it did not answer within ${PATIENCE / 1000} s`);
  try {
    await promise;
    return end;
  } catch (error) {
    if (child.pid !== undefined) await end();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
