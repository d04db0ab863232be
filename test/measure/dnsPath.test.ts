import assert from "node:assert/strict";
import { checkDnsPath } from "../../measure/dns.ts";
import { NEVER } from "./verify/workspace.ts";
import { nameServer, type Names } from "./verify/nameServer.ts";

const HOST = "www.example.com";
const WEIGHTED = "www.rollout.example.com";
const STABLE = "cname.vercel-dns.com";
const CANARY = "d111111abcdef8.cloudfront.net";
const GOOD = { [HOST]: WEIGHTED, [WEIGHTED]: STABLE };

async function ask(servers: readonly Names[], signal = NEVER) {
  using stack = new DisposableStack();
  const resolvers: string[] = [];
  for (const names of servers) resolvers.push(stack.use(await nameServer(names)).address);
  const options = { host: HOST, weighted: WEIGHTED, entries: [STABLE, CANARY], resolvers };
  const result = await checkDnsPath(options, signal);
  return {
    ...result,
    faults: result.faults.map((fault) => fault.replace(/127\.0\.0\.1:\d+/, "NS")),
  };
}

describe("the path of DNS", () => {
  it("leads from the public host by the weighted name to a leg, at each resolver", async () => {
    const { faults, observed, counts } = await ask([GOOD, { ...GOOD, [WEIGHTED]: CANARY }]);
    assert.deepEqual(faults, []);
    assert.equal(observed, `${HOST} leads to ${WEIGHTED}, and that to ${STABLE}, ${CANARY}`);
    assert.deepEqual(counts, { resolvers: 2 });
  });

  it("is the same in any case of its letters", async () => {
    assert.deepEqual((await ask([{ ...GOOD, [HOST]: "WWW.Rollout.Example.com" }])).faults, []);
  });

  it("is at fault where the host leads past the weighted name", async () => {
    assert.deepEqual((await ask([GOOD, { ...GOOD, [HOST]: STABLE }])).faults, [
      `${HOST} leads to ${STABLE}, not to ${WEIGHTED} (NS)`,
    ]);
  });

  it("is at fault where the weighted name leads to neither leg", async () => {
    assert.deepEqual((await ask([{ ...GOOD, [WEIGHTED]: "elsewhere.example.net" }])).faults, [
      `${WEIGHTED} leads to elsewhere.example.net, not to ${STABLE} or ${CANARY} (NS)`,
    ]);
  });

  it("is at fault where a name has no answer", async () => {
    const { faults } = await ask([{ [HOST]: WEIGHTED }]);
    assert.deepEqual(faults, [`${WEIGHTED} has no answer (NS): no such name`]);
  });

  it("is given up when the check is cut short", async () => {
    await assert.rejects(ask([{ ...GOOD, [HOST]: null }], AbortSignal.timeout(50)), {
      name: "TimeoutError",
    });
  });
});
