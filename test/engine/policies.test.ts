import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { named } from "../../rehearsal/stackFile.ts";
import { breakResources, PACK, type Broken } from "./broken.ts";
import { fresh, next, old, production, type Production, PUBLIC } from "./production.ts";

const MONITOR = "datadog:index/monitor:Monitor";

/** What nobody may declare, all at once. */
const BROKEN: readonly Broken[] = [
  { type: MONITOR, props: { assets: [], draftStatus: "draft", priority: "2" } },
  { type: MONITOR, name: "monitoring-error-rate", props: { tags: ["service:shop"] } },
  { type: "datadog:index/syntheticsTest:SyntheticsTest", props: { status: "paused" } },
  { type: "datadog:index/dashboard:Dashboard", props: { templateVariables: [] } },
  {
    type: "datadog:index/monitorNotificationRule:MonitorNotificationRule",
    props: { recipients: ["nobody@example.com"], conditionalRecipients: null },
  },
  {
    type: "aws:cloudfront/distribution:Distribution",
    props: {
      aliases: [],
      viewerCertificate: { cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1" },
    },
  },
  { type: "aws:sns/topicSubscription:TopicSubscription", props: { endpoint: "+12025550199" } },
  { type: "aws:route53/record:Record", name: "traffic-canary", props: { healthCheckId: null } },
];

/** A canary host that serves another release: no record says so, so that no update writes one. */
const ELSEWHERE = {
  type: "vercel:index/alias:Alias",
  name: "production-canary",
  props: { deploymentId: next.deployment },
};

/** The policies that all but the last breaks, with what is configured below. */
const BREAKS = [
  ...["traffic-pair", "certificates", "rollback-triggers", "alert-thresholds", "dashboard"],
  ...["monitors-published", "synthetic-checks", "runbook-links", "stakeholders", "channels"],
  ...["critical-by-sms", "contacts", "environment-keys", "debug-settings", "exemptions"],
  ...["temporary-credentials"],
];

describe("the policy pack through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const pack = ["--policy-pack", PACK];
  const preview = (...args: string[]) =>
    running.workspace.pulumi("preview", "--stack", "production", ...pack, ...args);
  const ago = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();

  /** Break all that can be, besides what is requested next. */
  const breakAll = async () => {
    const contacts = await named<object>(running.workspace, "production", "contacts");
    const operations = await named<object>(running.workspace, "production", "operations");
    await breakResources(running, BROKEN);
    await running.edit({
      set: {
        variables: { DEBUG: "*", PAYMENTS: "sk_test_1234" },
        exemptions: [{ item: "test-payments", by: "Mallory", reason: "none", expires: ago(1) }],
        contacts: { ...contacts, deploymentLead: { ...LEAD, confirmedAt: "2020-01-01" } },
        operations: { ...operations, bypass: ["2020-01-01"] },
        freezes: { once: [{ from: ago(1), until: ago(-1), reason: "the sale of the year" }] },
      },
    });
  };

  const goesBack = async (kind: string, ...more: string[]) => {
    running.closeGate();
    running.show([]);
    await writeFile(running.evidence(fresh), "{");
    const { code, output } = await running.up(...pack, ...more);
    assert.equal(code, 0, output);
    assert.equal((await running.record()).kind, kind);
    assert.doesNotMatch(output, /\[mandatory\]/);
    for (const policy of BREAKS)
      assert.match(output, new RegExp(`\\[advisory\\].* ${policy} `), policy);
  };

  it("passes an advance with which nothing is wrong", async () => {
    running = await production("10");
    await running.edit({ percentage: 25 });
    const { code, output } = await running.up(...pack);
    assert.equal(code, 0, output);
    assert.match(output, /Policies:\n +\S+ canary@v/);
    assert.doesNotMatch(output, /\[mandatory\]/);
    assert.equal(running.held().weights.canary, 25);
  });

  it("stops no halt, step back or roll back, with every other rule broken at once", async () => {
    running = await production("25");
    await breakAll();
    await breakResources(running, [...BROKEN, ELSEWHERE]);
    const hold = await preview();
    assert.notEqual(hold.code, 0, hold.output);
    for (const policy of [...BREAKS, "releases", "rollout-freeze"])
      assert.match(hold.output, new RegExp(`\\[mandatory\\].* ${policy} `), policy);
    await breakResources(running, BROKEN);

    await running.edit({
      set: { halt: { release: fresh.deployment, reason: "slow", at: ago(0) } },
    });
    await goesBack("halt", "--skip-preview");
    await running.edit({ percentage: 10 });
    await goesBack("step back", "--skip-preview");
    assert.equal(running.held().weights.canary, 10);
    await running.edit({ percentage: 0 });
    await goesBack("roll back");
    const { weights, hosts } = running.held();
    assert.deepEqual(weights, { stable: 100, canary: 0 });
    assert.equal(hosts[PUBLIC], old.deployment);
  });

  it("stops no revert, with every other rule broken at once", async () => {
    running = await production("promoted");
    await breakAll();
    await running.edit({ stable: old });
    await goesBack("revert", "--skip-preview");
    assert.equal(running.held().hosts[PUBLIC], old.deployment);
  });

  it("holds a record of three weeks ago, whose evidence was edited since, and changes nothing", async () => {
    running = await production("25");
    await age(running, 21);
    await writeFile(running.evidence(fresh), "{");
    running.closeGate();
    const { code, output } = await running.workspace.pulumi(
      ...["up", "--yes", "--stack", "production", "--expect-no-changes", ...pack],
    );
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /\[mandatory\]/);
    assert.ok((await running.record()).enteredAt < ago(20));
  });

  it("takes levels by the policy, and by all, and settings", async () => {
    running = await production("10");
    const config = join(running.workspace.directory, "pack.json");
    const withConfig = async (levels: unknown, stack = "production") => {
      await writeFile(config, JSON.stringify(levels));
      return running.workspace.pulumi(
        ...["preview", "--stack", stack, ...pack, "--policy-pack-config", config],
      );
    };
    await running.edit({ set: { variables: { DEBUG: "*" } } });
    assert.notEqual((await preview()).code, 0);
    const reported = await withConfig({ "debug-settings": "advisory" });
    assert.equal(reported.code, 0, reported.output);
    assert.match(reported.output, /\[advisory\].* debug-settings /);
    assert.equal((await withConfig({ all: "advisory" })).code, 0);
    const off = await withConfig({ all: "disabled" });
    assert.equal(off.code, 0);
    assert.doesNotMatch(off.output, /debug-settings/);
    const required = { "staging-variables": { required: ["DATABASE_URL"] } };
    const staging = await withConfig(required, "staging");
    assert.notEqual(staging.code, 0);
    assert.match(staging.output, /staging has no DATABASE_URL/);

    await running.edit({ set: { variables: null } });
    // Without a level, the engine itself refuses a name that it does not know.
    assert.notEqual((await withConfig({ "staging-variable": { required: ["A"] } })).code, 0);
    for (const [unknown, ...messages] of [
      [
        {
          "staging-variable": { enforcementLevel: "mandatory", required: ["DATABASE_URL"] },
          contact: "advisory",
          "staging-variables": { require: ["DATABASE_URL"] },
        },
        ...["did you mean staging-variables?", "did you mean contacts?", "did you mean required?"],
      ],
      [{ "staging-variables": { required: "DATABASE_URL" } }, "takes a list of names"],
    ] as const) {
      const refused = await withConfig(unknown);
      assert.notEqual(refused.code, 0);
      assert.match(refused.output, /\[mandatory\].* pack-config /);
      for (const message of messages) assert.ok(refused.output.includes(message), refused.output);
    }
    await running.edit({ percentage: 0 });
    const back = await withConfig({ "staging-variables": { required: "DATABASE_URL" } });
    assert.equal(back.code, 0, back.output);
    assert.match(back.output, /\[advisory\].* pack-config /);
  });
});

const LEAD = { name: "Alex Doe", phone: "+12025550143", email: "alex.doe@example.com" };

/** Have all that the state has recorded have happened so many days earlier. */
async function age({ workspace }: Production, days: number): Promise<void> {
  const file = join(workspace.directory, "aged.json");
  const args = ["--stack", "production", "--file", file];
  await workspace.pulumi("stack", "export", ...args);
  const earlier = (instant: string) =>
    new Date(Date.parse(instant) - days * 24 * 60 * 60 * 1000).toISOString();
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, earlier));
  const { code, output } = await workspace.pulumi("stack", "import", ...args);
  assert.equal(code, 0, output);
}
