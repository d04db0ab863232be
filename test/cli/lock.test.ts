import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { hostname } from "node:os";
import { makingWay } from "../../cli/lock.ts";

/** What the engine says where another holds the stack, in a self-managed backend. */
const held = (host: string, pid: number) =>
  `error: the stack is currently locked by 1 lock(s).\n  file:///state/b7a1.json: created by ci@${host} (pid ${pid}) at 2026-01-31T12:00:00Z`;

describe("making way for going back", () => {
  const writers: ChildProcess[] = [];
  afterEach(() => {
    for (const child of writers.splice(0)) child.kill("SIGKILL");
  });

  /** Meet a lock so many times, then get through; what was said, and how often a lock was taken away. */
  async function meet(lock: string, { patience = 0, times = 1 } = {}) {
    const said: string[] = [];
    let cancelled = 0;
    let met = 0;
    const cancel = () => {
      cancelled++;
      return Promise.resolve();
    };
    const say = (text: string) => said.push(text);
    const reached = await makingWay({ stack: { cancel }, say, patience }, () =>
      met++ < times ? Promise.reject(new Error(lock)) : Promise.resolve("there"),
    ).catch((error: unknown) => String(error));
    return { said: said.join("\n"), cancelled, reached };
  }

  /** A process that ends at so many interruptions. */
  async function writer(interruptions: number, name = "pulumi") {
    const code = `let left = ${interruptions};
      process.on("SIGINT", () => --left > 0 || process.exit());
      setInterval(() => undefined, 1000);
      console.log("up");`;
    const child = spawn(process.execPath, ["-e", code, name], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    writers.push(child);
    const closed = once(child, "close");
    await once(child.stdout, "data");
    return { pid: child.pid ?? 0, closed };
  }

  it("interrupts one of this machine, and takes no lock away that it may have given back", async () => {
    const { pid, closed } = await writer(1);
    const { said, cancelled, reached } = await meet(held(hostname(), pid), { patience: 60 });
    assert.match(said, /^an update of this machine holds the stack \(pid \d+\): interrupting it$/);
    assert.deepEqual([cancelled, reached], [0, "there"]);
    assert.deepEqual(await closed, [0, null]);
  });

  it("interrupts again where a cloud keeps it waiting", async () => {
    const { pid, closed } = await writer(2);
    const { said } = await meet(held(hostname(), pid), { patience: 60 });
    assert.doesNotMatch(said, /ending it/);
    assert.deepEqual(await closed, [0, null]);
  });

  it("ends one that heeds nothing", async () => {
    const { pid, closed } = await writer(1000);
    const { said, cancelled, reached } = await meet(held(hostname(), pid), { patience: 1 });
    assert.match(said, /it did not end within 1 s: ending it/);
    assert.deepEqual([cancelled, reached], [1, "there"]);
    assert.deepEqual(await closed, [null, "SIGKILL"]);
  });

  it("takes the lock of a dead one away", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const { said, cancelled } = await meet(held(hostname(), pid));
    assert.match(said, /an update that died \(pid \d+\) left the stack locked/);
    assert.equal(cancelled, 1);
  });

  it("gives one elsewhere its time, whoever has its process id here", async () => {
    const { said, cancelled } = await meet(held("elsewhere", process.pid));
    assert.equal(said, "elsewhere holds the stack: giving it 0 s");
    assert.equal(cancelled, 1);
  });

  it("signals no process that is no engine, and gives the machine of the same name its time", async () => {
    const { pid, closed } = await writer(1, "nginx");
    const { said, cancelled, reached } = await meet(held(hostname(), pid));
    assert.equal(
      said,
      `another machine that is called ${hostname()} too holds the stack: giving it 0 s`,
    );
    assert.deepEqual([cancelled, reached], [1, "there"]);
    process.kill(pid, "SIGKILL");
    assert.deepEqual(await closed, [null, "SIGKILL"]);
  });

  it("tries again at once where a lock was given back while the engine read it", async () => {
    const gone = (times: number) =>
      meet(
        "error: 2 errors occurred:\n    1) operation error S3: GetObject, https response error StatusCode: 404, NoSuchKey: \n    2) NotFound",
        { times },
      );
    assert.deepEqual(await gone(3), { said: "", cancelled: 0, reached: "there" });
    assert.match((await gone(100)).reached, /NoSuchKey/);
  });

  it("gives up where locks do not end, and on what is no lock", async () => {
    const locked = await meet(held("elsewhere", 1), { times: 100 });
    assert.match(locked.reached, /currently locked by/);
    const other = await meet("error: out of disk space");
    assert.deepEqual(other, { said: "", cancelled: 0, reached: "Error: error: out of disk space" });
  });
});
