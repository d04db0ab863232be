import assert from "node:assert/strict";
import { ADDRESSES } from "../../../rehearsal/dns/index.ts";
import { named, type Release } from "../../../rehearsal/stackFile.ts";
import { old, PUBLIC, served } from "../../engine/production.ts";
import {
  PROJECT,
  RECORD,
  recordOf,
  startLiveSite,
  TARGET,
  WEIGHTED,
  type LiveSite,
} from "./liveSite.ts";

/** A further public host. */
const DE = "de.example.com";

/** Fails where a request of a visitor failed, or was served by another release than the one that is live. */
async function assertNoneFailed(site: LiveSite): Promise<void> {
  const tally = await site.load?.take();
  assert.ok(tally);
  assert.ok(tally.stable.requests > 50, JSON.stringify(tally));
  assert.deepEqual([tally.stable.failures, tally.canary.failures], [{}, {}]);
  assert.deepEqual(Object.keys(tally.versions), [old.version]);
}

const canary = ({ production }: LiveSite, ...args: string[]) =>
  production.workspace.canary("adopt", ...args);
/** Where both public names lead. */
const leadTo = ({ production }: LiveSite) =>
  [PUBLIC, DE].map(
    (host) =>
      production.store.resources(RECORD).find(({ outputs }) => outputs["name"] === host)?.outputs[
        "content"
      ],
  );

describe("canary adopt, on a live site of two public hosts, with visitors", () => {
  let site: LiveSite;
  before(async () => {
    // An address: no update can make a CNAME of it.
    const record = { type: "A", content: ADDRESSES.vercel };
    site = await startLiveSite({ rate: 30, record, others: { de: DE } });
  });
  after(() => site.close());

  it("imports what exists, and makes the first update without the public name", async () => {
    const { code, output } = await canary(site, "--yes");
    assert.equal(code, 0, output);
    assert.match(output, /^Project +production +prj_live$/m);
    assert.match(output, /^ProjectDomain +production-public +prj_live\/www\.example\.com$/m);
    assert.match(output, /^ProjectDomain +production-de-public +prj_live\/de\.example\.com$/m);
    assert.match(output, /^DnsRecord +traffic-public +[0-9a-f]{32}\/f{32}$/m);
    assert.match(output, /^DnsRecord +traffic-de-public +[0-9a-f]{32}\/0{32}$/m);
    assert.match(
      output,
      /www\.example\.com at Cloudflare: type A => CNAME, content \S+ => cname\.vercel-dns\.com, ttl 3600 => 60\n/,
    );
    assert.match(
      output,
      /deletes and replaces nothing, and changes of what exists:\n {2}production autoAssignCustomDomains: true => false\n {2}production skewProtection: nothing => 12 hours\n/,
    );
    assert.deepEqual(site.production.held(), {
      weights: { stable: 100, canary: 0 },
      hosts: {
        ...served(old, old, old),
        ...{ [DE]: old.deployment, [`canary-origin.${DE}`]: old.deployment },
        [`canary.${DE}`]: old.deployment,
      },
    });
    assert.deepEqual(leadTo(site), [TARGET, TARGET]);
    assert.equal(site.record().outputs["ttl"], 60);
    assert.equal((await site.production.record()).kind, "first");
    await assertNoneFailed(site);
  });

  it("does nothing more when it is run again", async () => {
    const before = site.production.store.calls().length;
    const { code, output } = await canary(site, "--yes");
    assert.equal(code, 0, output);
    assert.equal(site.production.store.calls().length, before);
    assert.match(output, /production is adopted: .*\n.*canary adopt --switch/);
  });

  it("refuses the switch while resolvers keep what the name was before", async () => {
    await site.delegated();
    const { code, output } = await canary(site, "--switch", "--yes");
    assert.equal(code, 1, output);
    const [fault, ...others] = output.match(/NOT OK.*/g) ?? [];
    assert.match(
      fault ?? output,
      /NOT OK +old answers +resolvers may keep what www\.example\.com was before/,
    );
    assert.match(
      others.join("\n"),
      /^NOT OK +old answers +.* what de\.example\.com was before[^\n]*$/,
    );
    assert.deepEqual(leadTo(site), [TARGET, TARGET]);
  });

  it("makes the switch once they do not, and verifies where the name leads", async () => {
    site.age();
    const before = site.production.store.calls().length;
    const { code, output } = await canary(site, "--switch", "--yes");
    assert.deepEqual(output.match(/NOT OK.*/g), null);
    assert.equal(code, 0, output);
    assert.match(output, /ok +public name +www\.example\.com leads to www\.rollout\.www\.example/);
    assert.match(output, /ok +public name +de\.example\.com leads to de\.rollout\.de\.example/);
    assert.deepEqual(leadTo(site), [WEIGHTED, `de.rollout.${DE}`]);
    const calls = site.production.store.calls().slice(before);
    const change = [RECORD, ["content", "ttl", "settings"]];
    assert.deepEqual(
      calls.map(({ type, keys }) => [type, keys]),
      [change, change],
    );
    await assertNoneFailed(site);
  });

  it("undoes it, and no plain update makes it again", async () => {
    const { code, output } = await canary(site, "--undo-switch", "--yes");
    assert.equal(code, 0, output);
    assert.match(output, /ok +public name +www\.example\.com leads to cname\.vercel-dns\.com/);
    assert.deepEqual(leadTo(site), [TARGET, TARGET]);
    const up = await site.production.up("--skip-preview");
    assert.equal(up.code, 0, up.output);
    assert.deepEqual(leadTo(site), [TARGET, TARGET]);
    const tally = await site.load?.look();
    assert.deepEqual(tally?.lasting.failed, 0);
    await assertNoneFailed(site);
  });
});

describe("canary adopt", () => {
  let site: LiveSite;
  afterEach(() => site.close());

  it("stops where something would be replaced, or changed unexpectedly, and has changed nothing", async () => {
    site = await startLiveSite({
      record: { ttl: 60 },
      variable: { teamId: "team_somebody" },
    });
    const { store } = site.production;
    const other = { content: "old.example.net", ttl: 300, proxied: true };
    site.insert(RECORD, "e".repeat(32), recordOf("canary.example.com", other));
    const { code, output } = await canary(site, "--yes");
    assert.equal(code, 1, output);
    assert.match(
      output,
      /so it was not made:\nProjectEnvironmentVariable production-SITE_URL\n {2}would be replaced\n {2}teamId: team_somebody => nothing\n/,
    );
    assert.match(
      output,
      /\nDnsRecord production-canary-host\n {2}content: old\.example\.net => cname\.vercel-dns\.com\n {2}proxied: true => false\n/,
    );
    assert.doesNotMatch(output, /\.ts:\d+/);
    assert.deepEqual(store.calls(), []);
  });

  it("takes staging over in one update, its record too", async () => {
    site = await startLiveSite();
    const { store, workspace } = site.production;
    const { deployment } = await named<Release>(workspace, "staging", "release");
    const { project } = await named<{ project: string }>(workspace, "staging", "vercel");
    store.deployment({ ...old, id: deployment, project });
    const domain = "staging.example.com";
    site.insert(PROJECT, "prj_staging", { name: project, framework: "nextjs" });
    site.insert("vercel:index/projectDomain:ProjectDomain", domain, {
      projectId: "prj_staging",
      domain,
    });
    site.insert(RECORD, "d".repeat(32), recordOf(domain));
    const { code, output } = await canary(site, "--yes", "--stack", "staging");
    assert.equal(code, 0, output);
    assert.match(output, /\nDnsRecord +staging-public +[0-9a-f]{32}\/d{32}\n/);
    assert.match(output, /staging is adopted\n/);
    assert.equal(store.resource(RECORD, "d".repeat(32))?.outputs["ttl"], 300);
    const refused = await canary(site, "--switch", "--yes", "--stack", "staging");
    assert.equal(refused.code, 2, refused.output);
  });

  it("imports nothing where another deployment is live than the one that the stack file names", async () => {
    site = await startLiveSite({ live: "dpl_150" });
    const { code, output } = await canary(site, "--yes");
    assert.equal(code, 1, output);
    assert.match(
      output,
      /nothing was imported, and nothing was changed\n- www\.example\.com serves dpl_150 now, and releases\.stable is dpl_8c\w+, which the first update would put there/,
    );
    assert.deepEqual(site.production.store.calls(), []);
  });
});
