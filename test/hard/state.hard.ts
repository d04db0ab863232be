import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFile } from "node:fs/promises";
import { assertBack } from "../engine/production.ts";
import { startServer, type Server } from "./bucket.ts";
import { noMachines } from "./machine.ts";
import {
  LOCKS,
  sharedProduction,
  STATE,
  type Checkout,
  type SharedProduction,
} from "./sharedState.ts";
import { measured } from "./table.ts";

const RECORD = "aws:route53/record:Record";
const UP = ["up", "--yes", "--skip-preview", "--stack", "production"];
const ROLLBACK = ["rollback", "--yes", "--reason", "checkout fails", "--wait", "1"];
/** Before which of its writes of the state an update is killed. */
const KILLED_AT = [1, 2, 3, 5, 7];

describe("a team's state in a bucket", function () {
  let server: Server;
  let shared: SharedProduction;
  before(async () => {
    assert.equal(noMachines(), undefined, "two machines need namespaces: run it on Linux, as root");
    server = await startServer("gofakes3");
  });
  after(() => server.close());
  afterEach(() => shared.close());

  /** What was requested, of both checkouts. */
  const request = async (percentage: number) => {
    await shared.production.edit({ percentage });
    await copyFile(
      `${shared.here.directory}/Pulumi.production.yaml`,
      `${shared.there.directory}/Pulumi.production.yaml`,
    );
  };
  const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;

  /** Everyone is back, the lock is free, and a plain up from here changes nothing of the rollout. */
  const rolledBack = async (by: Checkout, what: string) => {
    const began = performance.now();
    const { code, output } = await by.canary(...ROLLBACK);
    assert.equal(code, 0, output);
    measured(what, "rolled back", seconds(began));
    assertBack(shared.production);
    const record = await shared.record();
    assert.deepEqual([record.kind, record.percentage], ["roll back", 0]);
    assert.deepEqual(await shared.list(LOCKS), []);
    return output;
  };
  const holds = async () => {
    const before = await shared.record();
    await shared.production.edit({ percentage: 0 });
    const { code, output } = await shared.here.pulumi(...UP);
    assert.equal(code, 0, output);
    assert.deepEqual(await shared.record(), before);
    assert.deepEqual(await shared.pending(), []);
    assertBack(shared.production);
  };

  it("is written by one of two updates that begin at once", async () => {
    shared = await sharedProduction("50", server);
    await request(25);
    const both = await Promise.all([shared.here.pulumi(...UP), shared.there.pulumi(...UP)]);
    const refused = both.filter(({ code }) => code !== 0);
    for (const { output } of refused)
      assert.match(output, /the stack is currently locked by|NotFound/);
    measured("two updates at once", `${2 - refused.length} written, ${refused.length} refused`, "");
    const { weights } = shared.production.held();
    const record = await shared.record();
    assert.deepEqual(weights, { stable: 100 - record.percentage, canary: record.percentage });
    assert.deepEqual(await shared.list(LOCKS), []);
    const again = await shared.there.pulumi(...UP);
    assert.equal(again.code, 0, again.output);
    assert.deepEqual(shared.production.held().weights, { stable: 75, canary: 25 });
  });

  for (const point of KILLED_AT) {
    it(`is rolled back after the power of the machine that updates it fails at write ${point}`, async () => {
      shared = await sharedProduction("10", server);
      const { here, there } = shared;
      await request(25);
      let writes = 0;
      const off = Promise.withResolvers<undefined>();
      there.path.before = async (method, key) => {
        if (method !== "PUT" || key !== STATE || ++writes < point) return;
        off.resolve(undefined);
        await new Promise(() => undefined);
      };
      const child = there.start("pulumi", ...UP);
      const ended = once(child, "close");
      await Promise.race([off.promise, ended]);
      assert.equal(writes, point, "it ended before");
      await there.powerOff();
      await ended;
      assert.equal((await shared.list(LOCKS)).length, 1);
      const refused = await here.pulumi(...UP);
      assert.notEqual(refused.code, 0);
      assert.match(refused.output, /created by \S+@elsewhere \(pid \d+\)/);
      const output = await rolledBack(here, `power fails at write ${point} of the state`);
      assert.match(output, /elsewhere holds the stack: giving it 1 s/);
      await holds();
    });
  }

  it("is rolled back on the machine whose update was killed, which nobody waits for", async () => {
    shared = await sharedProduction("10", server);
    await request(25);
    const { production, here } = shared;
    production.store.fault({
      type: RECORD,
      operation: "update",
      kind: "applied-then-hang",
      times: 2,
    });
    const child = here.start("pulumi", ...UP);
    await production.until(() => production.isAt(25));
    child.kill("SIGKILL");
    await once(child, "close");
    production.store.clearFaults();
    const output = await rolledBack(here, "an update of this machine was killed");
    assert.match(output, /an update that died \(pid \d+\) left the stack locked/);
    await holds();
  });

  it("is overwritten by a writer whose lock was taken away and which lives on; a second roll back mends it", async () => {
    shared = await sharedProduction("10", server);
    await request(25);
    const { production, here, there } = shared;
    const go = Promise.withResolvers<undefined>();
    let waits = false;
    there.path.before = async (method, key) => {
      if (method !== "PUT" || key !== STATE || production.held().weights["canary"] !== 25) return;
      waits = true;
      await go.promise;
    };
    const child = there.start("pulumi", ...UP);
    const ended = once(child, "close");
    await production.until(() => waits);
    await rolledBack(here, "a writer that hangs elsewhere");
    go.resolve(undefined);
    await ended;
    const { kind, percentage } = await shared.record();
    measured("the same, once it goes on", `the record says ${kind}, ${percentage} %`, "");
    const status = await here.canary("status");
    assert.equal(status.code, 0, status.output);
    await rolledBack(here, "the same, rolled back again");
    await holds();
  });

  it("keeps an update that loses the network for good from ending well, and is rolled back from elsewhere", async () => {
    shared = await sharedProduction("10", server);
    await request(25);
    const { production, here, there } = shared;
    there.path.before = () => {
      if (production.held().weights["canary"] === 25) there.path.set("cut");
    };
    const began = performance.now();
    const { code, output } = await there.pulumi(...UP);
    measured("the network is lost in an update", `it exits ${code}`, seconds(began));
    assert.notEqual(code, 0, output);
    assert.equal((await shared.list(LOCKS)).length, 1);
    await rolledBack(here, "the same");
    await holds();
    there.path.before = () => undefined;
    there.path.set("clear");
    const status = await there.canary("status");
    assert.equal(status.code, 0, status.output);
    assert.match(status.output, /halted/);
  });

  it("takes an update through a bucket that answers 503 for a while, and refuses none for good", async () => {
    shared = await sharedProduction("50", server);
    await request(25);
    const { production, here, there } = shared;
    let until: number | undefined;
    there.path.before = () => {
      if (until === undefined && production.held().weights["canary"] === 25)
        until = performance.now() + 60_000;
      there.path.set(until !== undefined && performance.now() < until ? "busy" : "clear");
    };
    const began = performance.now();
    const up = await there.pulumi(...UP);
    measured("503 for a minute in an update", `it exits ${up.code}`, seconds(began));
    there.path.before = () => undefined;
    there.path.set("busy");
    const blocked = await there.canary(...ROLLBACK);
    assert.equal(blocked.code, 2, blocked.output);
    assert.doesNotMatch(blocked.output, /\n\s+at /);
    there.path.set("clear");
    await rolledBack(there, "503, once it is over");
    await holds();
    assert.equal(
      here.path.passed.some(({ status }) => status === 503),
      false,
    );
  });

  it("is rolled back where it lies as engines before projects had folders laid it", async () => {
    shared = await sharedProduction("50", server);
    const { production } = shared;
    await shared.write(".pulumi/stacks/production.json", await shared.read(STATE));
    for (const key of [STATE, `${STATE}.bak`, ".pulumi/meta.yaml"])
      if ((await shared.list(key)).includes(key)) await shared.remove(key);
    for (const key of await shared.list(".pulumi/stacks/canary/")) await shared.remove(key);
    const { code, output } = await shared.there.canary(...ROLLBACK);
    measured("a state of an old layout", `a roll back exits ${code}`, "");
    assert.equal(code, 0, output);
    assertBack(production);
  });

  it("is taken back to a version of before, and a roll back then goes by what the clouds hold", async () => {
    shared = await sharedProduction("10", server);
    const { production, here } = shared;
    const at = (query: string) => `http://127.0.0.1:${server.port}/state${query}`;
    const versioning = await fetch(at("?versioning"), {
      method: "PUT",
      body: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    });
    assert.equal(versioning.status, 200);
    await shared.write(STATE, await shared.read(STATE));
    const versions = async () =>
      [
        ...(await (await fetch(at(`?versions&prefix=${STATE}`))).text()).matchAll(
          /<Version>.*?<Key>([^<]*)<\/Key>.*?<VersionId>([^<]*)<\/VersionId>/gs,
        ),
      ]
        .filter(([, key]) => key === STATE)
        .map(([, , id = ""]) => id);
    const [yesterday = ""] = await versions();
    await request(25);
    const up = await here.pulumi(...UP);
    assert.equal(up.code, 0, up.output);
    assert.ok((await versions()).length > 1);
    await shared.write(STATE, await (await fetch(at(`/${STATE}?versionId=${yesterday}`))).text());
    assert.equal((await shared.record()).percentage, 10);
    assert.equal(production.held().weights["canary"], 25);
    const drifted = await here.pulumi("refresh", "--yes", "--stack", "production");
    assert.equal(drifted.code, 0, drifted.output);
    const status = await here.canary("status");
    measured(
      "yesterday's state, today's clouds",
      /canary.* 25/.test(status.output) ? "status says so" : "status says nothing",
      "",
    );
    await rolledBack(here, "the same");
    await holds();
  });
});
