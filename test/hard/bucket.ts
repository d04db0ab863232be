import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The programs that speak S3, each from a registry of packages. */
export type ServerName = "gofakes3" | "versitygw" | "moto";

/** The bucket that all of them have. */
export const BUCKET = "state";
/** What a client must have in its environment. Nobody's: the servers make them up or take any. */
export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "AKIDTEST",
  AWS_SECRET_ACCESS_KEY: "test-secret-key",
  AWS_REGION: "us-east-1",
  // Without it the SDK may look for an instance's own.
  AWS_EC2_METADATA_DISABLED: "true",
};

/**
 * What a request of a test's own has, for moto to know its service. The signature is none: neither moto nor
 * gofakes3 checks it, and Versity's gateway is sent none.
 */
export function unsigned(service: "s3" | "kms"): Record<string, string> {
  const credential = `${CREDENTIALS.AWS_ACCESS_KEY_ID}/20260101/us-east-1/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
  };
}

/** How each is started on a port. */
const COMMANDS: Readonly<
  Record<ServerName, (port: number, folder: string) => [string, ...string[]]>
> = {
  // Keeps all in memory, behind one mutex: https://github.com/johannesboyne/gofakes3
  gofakes3: (port) => [
    "gofakes3",
    ...["-host", `127.0.0.1:${port}`, "-backend", "memory", "-initialbucket", BUCKET, "-quiet"],
  ],
  // A gateway for production, on a file system: https://github.com/versity/versitygw
  versitygw: (port, folder) => [
    "versitygw",
    ...["--access", CREDENTIALS.AWS_ACCESS_KEY_ID, "--secret", CREDENTIALS.AWS_SECRET_ACCESS_KEY],
    ...["--port", `127.0.0.1:${port}`, "--quiet", "posix", folder],
  ],
  // Also a stand-in of KMS on the same port: https://docs.getmoto.org
  moto: (port) => ["moto_server", "-H", "127.0.0.1", "-p", String(port)],
};

/** A server on loopback with a bucket in it. */
export interface Server {
  readonly name: ServerName;
  readonly port: number;
  /** Ends it, and takes its folder away. */
  close(): Promise<void>;
}

/** Start a server; fails where it is not installed or does not answer within half a minute. */
export async function startServer(name: ServerName): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "canary-s3-"));
  mkdirSync(join(folder, BUCKET));
  const port = await freePort();
  const [command, ...args] = COMMANDS[name](port, folder);
  const child = spawn(command, args, { stdio: "ignore" });
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  failed.catch(() => undefined);
  const close = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([failed, answers(child, port)]);
    if (name === "moto") await fetch(`http://127.0.0.1:${port}/${BUCKET}`, { method: "PUT" });
  } catch (error) {
    await close();
    throw error;
  }
  return { name, port, close };
}

async function answers(child: ChildProcess, port: number): Promise<void> {
  for (let left = 150; left > 0; left--) {
    if (child.exitCode !== null) throw new Error(`it exited with ${child.exitCode}`);
    if (await isOpen(port)) return;
    await sleep(200);
  }
  throw new Error(`nothing listens on port ${port} after half a minute`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => {
      end(true);
    });
    socket.once("error", () => {
      end(false);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** End a process that this one started. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
}
