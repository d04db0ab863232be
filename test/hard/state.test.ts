import assert from "node:assert/strict";
import { assertBack } from "../engine/production.ts";
import { startServer, type Server } from "./bucket.ts";
import { noMachines } from "./machine.ts";
import { isLock } from "./path.ts";
import { LOCKS, sharedProduction, STATE, type SharedProduction } from "./sharedState.ts";

const RECORD = "aws:route53/record:Record";
const ROLLBACK = ["rollback", "--yes", "--reason", "checkout fails", "--wait", "1"];

describe("a state in a bucket, rolled back from another machine", () => {
  let server: Server;
  let shared: SharedProduction | undefined;
  before(async function () {
    // Where the system has no namespaces, as macOS.
    if (noMachines() !== undefined) this.skip();
    server = await startServer("gofakes3");
  });
  after(() => (server as Server | undefined)?.close());
  afterEach(async () => {
    await shared?.close();
    shared = undefined;
  });

  it("makes way where an update that a cloud keeps waiting holds the lock", async () => {
    shared = await sharedProduction("10", server);
    const { production, here, there } = shared;
    await production.edit({ percentage: 25 });
    production.store.fault({
      type: RECORD,
      operation: "update",
      kind: "applied-then-hang",
      times: 2,
    });
    const other = here.start("pulumi", "up", "--yes", "--skip-preview", "--stack", "production");
    // Both, or it would hold the second back until the roll back has written, and then wait for good.
    await production.until(() => production.isAt(25));
    // It lives on, and writes its own state after the roll back has written.
    const isWritten = () =>
      there.path.passed.filter((one) => one.method === "DELETE" && isLock(one)).length > 1;
    let isOver = false;
    here.path.before = async (method, key) => {
      if (method === "PUT" && key === STATE) await production.until(isWritten);
      if (key.startsWith(".pulumi/backups/")) isOver = true;
    };
    there.path.before = async (method, key) => {
      if (method === "PUT" && isLock({ key }) && isWritten()) await production.until(() => isOver);
    };
    const { code, output } = await there.canary(...ROLLBACK);
    other.kill("SIGKILL");
    assert.equal(code, 0, output);
    assert.match(output, /^ *\d+\.\d s {2}\S+ holds the stack: giving it 1 s$/m);
    assert.match(output, /wrote over the record: writing it once more/);
    assertBack(production);
    assert.equal((await shared.record()).kind, "roll back");
    assert.deepEqual(await shared.list(LOCKS), []);
  });

  it("goes on where the lock is given back while it reads whose it is", async () => {
    shared = await sharedProduction("10", server);
    const { production, there } = shared;
    const own = shared;
    const lock = `${LOCKS}b7a1.json`;
    await shared.write(lock, JSON.stringify({ pid: 42, username: "ci", hostname: "runner-7" }));
    let given = 0;
    there.path.before = async (method, key) => {
      if (method !== "GET" || key !== lock) return;
      given++;
      await own.remove(lock);
    };
    const { code, output } = await there.canary(...ROLLBACK);
    assert.equal(given, 1);
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /NotFound|NoSuchKey|trying again|holds the stack/);
    assertBack(production);
  });
});
