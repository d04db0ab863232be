import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { endAll } from "../../kill/killPoints.ts";
import { old, served } from "../../engine/production.ts";
import { PROJECT, RECORD, startLiveSite, TARGET, WEIGHTED, type LiveSite } from "./liveSite.ts";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const ROLE = "aws:iam/role:Role";
const INTEGRATION = "datadog:aws/integrationAccount:IntegrationAccount";
const WEIGHTED_RECORD = "aws:route53/record:Record";

/** Kill a run of the command, and all that it started, as a dying machine does, once something holds. */
async function killOnce(
  { production }: LiveSite,
  args: readonly string[],
  holds: () => boolean,
): Promise<void> {
  const { directory: cwd, env } = production.workspace;
  const options = { cwd, env, stdio: "ignore", detached: true } as const;
  const child = spawn("./canary", ["adopt", "--yes", ...args], options);
  const ended = once(child, "close");
  await production.until(() => holds() || child.exitCode !== null);
  assert.equal(child.exitCode, null, "it ended before it was killed");
  endAll(child);
  await ended;
}

describe("canary adopt, killed and run again", () => {
  let site: LiveSite;
  before(async () => {
    site = await startLiveSite({ rate: 10, record: { ttl: 60 } });
  });
  after(() => site.close());

  const again = (...args: string[]) => site.production.workspace.canary("adopt", "--yes", ...args);
  const leadsTo = () => site.record().outputs["content"];
  const count = (type: string) => site.production.store.resources(type).length;

  it("goes on after it was killed in the import, and twice in the first update, with what vendors take once under way", async () => {
    const { store } = site.production;
    store.fault({ type: PROJECT, operation: "read", kind: "hang" });
    await killOnce(site, [], () => store.faults().length === 0);
    assert.deepEqual(store.calls(), []);

    for (const types of [
      [DISTRIBUTION, ROLE],
      [WEIGHTED_RECORD, INTEGRATION],
    ]) {
      for (const type of types)
        store.fault({ type, operation: "create", kind: "applied-then-hang" });
      await killOnce(site, [], () => types.every((type) => count(type) > 0));
    }

    const { code, output } = await again();
    assert.equal(code, 0, output);
    assert.match(
      output,
      /an update that died \(pid \d+\) left the stack locked: taking the lock away/,
    );
    // What the cloud had made and the state did not have.
    assert.match(output, /^Record +traffic-\w+ +\w+_www\.rollout\.www\.example\.com_CNAME_\w+$/m);
    assert.deepEqual([DISTRIBUTION, ROLE, INTEGRATION, WEIGHTED_RECORD].map(count), [1, 1, 1, 2]);
    assert.deepEqual(site.production.held(), {
      weights: { stable: 100, canary: 0 },
      hosts: served(old, old, old),
    });
    assert.deepEqual(await site.production.pending(), []);
    assert.equal(leadsTo(), TARGET);
  });

  it("goes on after it was killed in the switch, once Cloudflare had made it", async () => {
    await site.delegated();
    site.production.store.fault({ type: RECORD, operation: "update", kind: "applied-then-hang" });
    await killOnce(site, ["--switch"], () => leadsTo() === WEIGHTED);
    const { code, output } = await again("--switch");
    assert.equal(code, 0, output);
    assert.match(output, /it was switched before/);
    assert.equal(leadsTo(), WEIGHTED);
    assert.deepEqual(await site.production.pending(), []);
    const plain = await site.production.workspace.pulumi(
      ...["preview", "--expect-no-changes", "--stack", "production"],
    );
    assert.equal(plain.code, 0, plain.output);
  });

  it("failed not one request of a visitor", async () => {
    const tally = await site.load?.take();
    assert.ok(tally && tally.stable.requests > 50, JSON.stringify(tally));
    assert.deepEqual([tally.stable.failures, tally.canary.failures], [{}, {}]);
    assert.deepEqual(Object.keys(tally.versions), [old.version]);
  });
});
