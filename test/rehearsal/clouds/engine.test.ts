import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Properties, Store } from "../../../rehearsal/clouds/index.ts";
import { inClouds, type InClouds } from "../../engine/inClouds.ts";
import type { Workspace } from "../../engine/pulumi.ts";
import * as a from "./samples.ts";

/** Two weighted records in a zone, as far as one refers to the other, and a secret variable. */
const program = (weight: number) => `
  import { Record, Zone } from "@pulumi/aws/route53/index.js";
  import { Project } from "@pulumiverse/vercel/project.js";
  import { ProjectEnvironmentVariable } from "@pulumiverse/vercel/projectEnvironmentVariable.js";

  const zone = new Zone("zone", { name: "example.com" });
  const leg = (setIdentifier: string, weight: number) =>
    new Record(setIdentifier, {
      zoneId: zone.zoneId,
      name: "${a.HOST}",
      type: "CNAME",
      ttl: 60,
      records: [zone.nameServers[0]],
      setIdentifier,
      weightedRoutingPolicies: [{ weight }],
    });
  leg("stable", 100 - ${weight});
  leg("canary", ${weight});
  const project = new Project("project", { name: "shop" });
  const secret = { projectId: project.id, key: "TOKEN", value: "hush", sensitive: true };
  new ProjectEnvironmentVariable("token", { ...secret, targets: ["production"] });
`;

/** One resource of any type, whatever the SDKs say of it. */
const anything = (type: string, inputs: Properties) => `
  import { CustomResource } from "@pulumi/pulumi";
  new CustomResource(${JSON.stringify(type)}, "it", ${JSON.stringify(inputs)});
`;

describe("the stand-in clouds under the real engine", () => {
  let opened: InClouds;
  let w: Workspace;
  let store: Store;

  beforeEach(async () => {
    opened = await inClouds();
    ({ w, store } = opened);
  });

  afterEach(() => opened.close());

  const up = (text: string, ...args: string[]) => opened.run(text, "up", "--yes", ...args);

  const weights = () =>
    store.resources(a.RECORD).map(({ outputs }) => {
      const [policy] = outputs["weightedRoutingPolicies"] as [{ weight: number }];
      return [outputs["setIdentifier"], policy.weight];
    });

  it("take a rollout: created, moved on by exactly two updates, and gone", async () => {
    const first = await up(program(10));
    assert.equal(first.code, 0, first.output);
    assert.doesNotMatch(first.output, /warning/i);
    assert.match(first.output, /\+ 6 created/);
    assert.deepEqual(weights().sort(), [
      ["canary", 10],
      ["stable", 90],
    ]);

    const state = await w.run("stack", "export");
    assert.doesNotMatch(state.stdout, /hush/);
    assert.equal(store.resources(a.VARIABLE)[0]?.outputs["value"], "hush");

    const before = store.calls().length;
    const second = await up(program(25), "--diff");
    assert.doesNotMatch(second.output, /warning/i);
    assert.match(second.output, /~ 2 updated\s+4 unchanged/);
    assert.match(second.output, /~ weight: 10 => 25/);
    const calls = store.calls().slice(before);
    assert.deepEqual(
      calls.map(({ type, operation, keys }) => [type, operation, ...keys]),
      [1, 2].map(() => [a.RECORD, "update", "weightedRoutingPolicies"]),
    );

    const gone = await w.run("destroy", "--yes");
    assert.equal(gone.code, 0, gone.stdout);
    assert.deepEqual(store.resources(), []);
  });

  it("show to a refresh what was changed and deleted by hand, and take it back", async () => {
    await up(program(10), "--skip-preview");
    const [stable, canary] = ["stable", "canary"].map((leg) =>
      store.resources(a.RECORD).find(({ outputs }) => outputs["setIdentifier"] === leg),
    );
    const [zone] = store.resources(a.ZONE);
    assert.ok(stable && canary && zone);
    store.byHand(stable, "delete");
    store.byHand(canary, { weightedRoutingPolicies: [{ weight: 0 }] });
    store.byHand(zone, { tags: { by: "hand" } });
    const refreshed = await up(program(10), "--skip-preview", "--refresh", "--diff");
    assert.match(refreshed.output, /\+ 1 created\s+~ 2 updated/);
    assert.equal(store.resource(a.ZONE, zone.id)?.outputs["tags"], undefined);
    assert.match(refreshed.output, /~ weight: 10 => 0\b[\s\S]*~ weight: 0 => 10\b/);
    assert.deepEqual(weights().sort(), [
      ["canary", 10],
      ["stable", 90],
    ]);
  });

  it("replace what cannot be changed", async () => {
    await up(anything(a.ZONE, a.zone()), "--skip-preview");
    const { output } = await up(anything(a.ZONE, a.zone({ name: "example.org" })), "--diff");
    assert.match(output, /\+-\s*1 replaced/);
    assert.match(output, /name: "example\.com" => "example\.org"/);
    assert.deepEqual(
      store.resources(a.ZONE).map(({ outputs }) => outputs["name"]),
      ["example.org"],
    );
  });

  it("tell the user what is wrong with a property, a change and a type", async () => {
    const cases: [string, Properties, RegExp][] = [
      [
        a.ZONE,
        { nam: "example.com" },
        /resource 'it': property name value .* has a problem: missing, and required/,
      ],
      [
        a.ALIAS,
        { alias: a.HOST, deploymentId: "dpl_1" },
        /The domain used for the alias was not found/,
      ],
      [
        "datadog:index/nothing:Nothing",
        {},
        /the stand-in datadog does not know datadog:index\/nothing/,
      ],
    ];
    for (const [type, inputs, says] of cases) {
      const { code, output } = await up(anything(type, inputs), "--skip-preview");
      assert.notEqual(code, 0);
      assert.match(output, says);
    }
    assert.deepEqual(store.resources(), []);
  });

  it("end a call that hangs when the user interrupts the update", async () => {
    store.fault({ type: a.ZONE, operation: "create", kind: "hang" });
    await w.write("index.ts", anything(a.ZONE, a.zone()));
    const running = w.start("up", "--yes", "--skip-preview");
    while (store.faults().length > 0) await sleep(20);
    running.child.kill("SIGINT");
    const { code, stdout, stderr } = await running.done;
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /cancelled while the cloud did not answer/);
    assert.deepEqual(store.resources(), []);
  });

  it("answer no functions", async () => {
    const { code, output } = await up(`
      import { getZone } from "@pulumi/aws/route53/getZone.js";
      await getZone({ name: "example.com" });
    `);
    assert.notEqual(code, 0);
    assert.match(output, /the stand-in aws answers no aws:route53\/getZone:getZone/);
  });
});
