import assert from "node:assert/strict";
import { join } from "node:path";
import { changesIn } from "../../rehearsal/changes.ts";
import { PACK } from "./broken.ts";
import { assertBack, fresh, old, production, type Production } from "./production.ts";

const FIRST = {
  public: "www.example.com",
  canary: "canary-origin.example.com",
  prepared: "canary.example.com",
};
/** With the first one ten in all. */
const NAMES = ["at", "be", "ch", "de", "es", "fr", "it", "nl", "pt"];
const OTHERS = Object.fromEntries(
  NAMES.map((name) => [name, { public: `${name}.example.com` }] as const),
);

/** What each public host has of the traffic, by the weighted names and the hosts with an alias. */
function shares({ store }: Production) {
  const weights = new Map<string, Record<string, unknown>>();
  for (const { outputs } of store.resources("aws:route53/record:Record")) {
    const name = String(outputs["name"]);
    const [policy] = outputs["weightedRoutingPolicies"] as { weight: number }[];
    const leg = String(outputs["setIdentifier"]);
    weights.set(name, { ...weights.get(name), [leg]: policy?.weight });
  }
  const aliases = store
    .resources("vercel:index/alias:Alias")
    .map(({ outputs }) => [String(outputs["alias"]), outputs["deploymentId"]] as const);
  return { weights: Object.fromEntries(weights), aliases: Object.fromEntries(aliases) };
}

/** The same at each of ten hosts. */
function everywhere(canary: number, origin: string, prepared: string) {
  const weight = { stable: 100 - canary, canary };
  const hosts = [FIRST, ...NAMES.map((name) => ofName(name))];
  return {
    weights: Object.fromEntries(
      hosts.map((host) => [
        `${host.public.replace(/\.example\.com$/, "")}.rollout.${host.public}`,
        weight,
      ]),
    ),
    aliases: Object.fromEntries(
      hosts.flatMap((host) => [
        [host.public, old.deployment],
        [host.canary, origin],
        [host.prepared, prepared],
      ]),
    ),
  };
}

function ofName(name: string) {
  const host = `${name}.example.com`;
  return { public: host, canary: `canary-origin.${host}`, prepared: `canary.${host}` };
}

const ofAll = (role: string) => [
  `update ${role}`,
  ...NAMES.map((name) => `update ${role.replace(/^(\w+)-/, `$1-${name}-`)}`),
];

describe("ten public hosts of one app", () => {
  let running: Production;
  after(() => running.close());

  const changes = async (percentage: number, ...args: string[]) => {
    const log = join(running.workspace.directory, "events.json");
    await running.edit({ percentage });
    const { code, output } = await running.up("--event-log", log, ...args);
    assert.equal(code, 0, output);
    return (await changesIn(log)).map(({ op, name }) => `${op} ${name}`).sort();
  };

  it("join a stack of one, none of whose resources is replaced or renamed", async () => {
    running = await production("prepared");
    await running.edit({ set: { hosts: { ...FIRST, others: OTHERS } } });
    const log = join(running.workspace.directory, "events.json");
    const { code, output } = await running.up("--event-log", log, "--skip-preview");
    assert.equal(code, 0, output);
    const changed = await changesIn(log);
    assert.deepEqual(
      changed.filter(({ op }) => op !== "create").map(({ op, name }) => `${op} ${name}`),
      // A component notes the names of its hosts.
      ["update production"],
    );
    assert.deepEqual(shares(running), everywhere(0, old.deployment, fresh.deployment));
  });

  it("start together: the origins of their canaries, the weights, the rollout and its record", async () => {
    assert.deepEqual(
      await changes(10, "--skip-preview"),
      [
        ...["production-canary", "traffic-canary", "traffic-stable"].flatMap(ofAll),
        ...["update record", "update rollout"],
      ].sort(),
    );
    assert.deepEqual(shares(running), everywhere(10, fresh.deployment, fresh.deployment));
  });

  it("advance together, past every policy: the weights, the rollout and its record, nothing else", async () => {
    assert.deepEqual(
      await changes(25, "--skip-preview", "--policy-pack", PACK),
      [
        ...["traffic-canary", "traffic-stable"].flatMap(ofAll),
        ...["update record", "update rollout"],
      ].sort(),
    );
    assert.deepEqual(shares(running), everywhere(25, fresh.deployment, fresh.deployment));
  });

  it("increase no more where one of them was moved outside, by whatever name it goes", async () => {
    const record = running.store
      .resources("aws:route53/record:Record")
      .find(
        ({ outputs }) =>
          outputs["name"] === "pt.rollout.pt.example.com" && outputs["setIdentifier"] === "canary",
      );
    assert.ok(record);
    running.store.byHand(record, { weightedRoutingPolicies: [{ weight: 5 }] });
    await running.edit({ percentage: 50 });
    const { code, output } = await running.workspace.pulumi("preview", "--stack", "production");
    assert.notEqual(code, 0, output);
    assert.match(output, /drift: pt: the canary has 6\.3 % now and 25 % in the record/);
  });

  it("are all taken back by one roll back, the one that was moved outside too", async () => {
    const status = await running.workspace.canary("status");
    assert.match(status.output, /^ +pt: stable 75, canary 25$/m);
    const { code, output } = await running.workspace.canary(
      ...["rollback", "--yes", "--reason", "checkout fails"],
    );
    assert.equal(code, 0, output);
    assert.match(output, /the clouds hold: stable 100, canary 0 at 10 public hosts/);
    assert.deepEqual(shares(running), everywhere(0, old.deployment, old.deployment));
    const again = await running.workspace.pulumi(
      ...["preview", "--stack", "production", "--expect-no-changes"],
    );
    assert.equal(again.code, 0, again.output);
  });
});

describe("a public host that is added while a release is under way", () => {
  let running: Production;
  after(() => running.close());

  const refused = async (message: RegExp) => {
    const { code, output } = await running.workspace.pulumi("preview", "--stack", "production");
    assert.notEqual(code, 0, output);
    assert.match(output, message);
  };

  it("is refused, and left out while going back", async () => {
    running = await production("10");
    await running.edit({
      set: { hosts: { ...FIRST, others: { eu: { public: "eu.example.com" } } } },
    });
    for (const percentage of [10, 25]) {
      await running.edit({ percentage });
      await refused(/host-added: eu under hosts\.others would be added at \d+ %, past the stages/);
    }
    running.closeGate();
    await running.edit({ percentage: 0 });
    const { code, output } = await running.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.match(output, /eu: added by the next update, not while going back/);
    assertBack(running);
    // The gate is not queried for a release that no traffic reached.
    assert.equal((await running.up("--skip-preview")).code, 0);
    assert.deepEqual(shares(running).weights["eu.rollout.eu.example.com"], {
      stable: 100,
      canary: 0,
    });
  });
});
