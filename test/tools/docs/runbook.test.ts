import { isAbsent, present } from "../../../rollout/parts.ts";
import assert from "node:assert/strict";
import { runbookOf } from "../../../components/monitoring/message.ts";
import type { ProductionConfig } from "../../../config.ts";
import { MONITORS } from "../../../rollout/monitors.ts";
import { TRIGGERS } from "../../../rollout/triggers.ts";
import { runbook } from "../../../tools/docs/runbook/runbook.ts";
import { parse, production, type Stack } from "../../config/stack.ts";

function config(changes: Stack = {}): ProductionConfig {
  const read = parse(production(changes));
  assert.ok(read.environment === "production");
  return read;
}

const page = (changes: Stack = {}) => runbook(config(changes));

/** The anchors of a page, as its headings get them. */
const anchors = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = ""]) =>
      `#${heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replace(/ /g, "-")}`,
  );

describe("the runbook", () => {
  it("has a part for each alert, where the alert says that it is", () => {
    const text = page({ "monitoring.errorTracking": true });
    for (const { key } of MONITORS) {
      assert.ok(anchors(text).includes(runbookOf("", key)), key);
    }
    assert.ok(
      !anchors(page({ "monitoring.errorTracking": { none: "not bought" } })).includes(
        "#new-errors",
      ),
      "of an add-on that is not in use",
    );
  });

  it("has nothing left to fill in of what Datadog fills in", () => {
    assert.doesNotMatch(page({ "monitoring.errorTracking": true }), /\{\{|undefined|\[object/);
  });

  it("leads where it says", () => {
    const text = page();
    const result = anchors(text);
    assert.equal(new Set(result).size, result.length, "a heading twice");
    for (const [, to = ""] of text.matchAll(/\]\((#[^)]*)\)/g)) assert.ok(result.includes(to), to);
  });

  it("is the same at every stage and for every release", () => {
    const canary = { version: "1.5.0", commit: "15".repeat(20), deployment: "dpl_150" };
    assert.equal(page({ percentage: "50", "releases.canary": canary }), page());
  });

  it("begins with the command, before anything else that can be done", () => {
    assert.match(page(), /^# Runbook: www\.example\.com\n[^`]*```sh\n\.\/canary rollback /);
  });

  it("names every trigger, with what shows it", () => {
    for (const { label: message, monitors } of TRIGGERS) {
      const row = new RegExp(`^\\| ${message} \\| (.*) \\|$`, "m").exec(page())?.[1] ?? "";
      assert.deepEqual(
        [...row.matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key),
        monitors,
      );
    }
  });

  it("has the change of both weights, as Route 53 takes it", () => {
    const json = /```json\n([\s\S]*?)```/.exec(page({ "hosts.public": "shop.example.com" }))?.[1];
    const { Changes } = JSON.parse(json ?? "") as { Changes: Change[] };
    assert.deepEqual(
      Changes.map(({ Action, ResourceRecordSet: { Name, SetIdentifier, Weight, TTL } }) => [
        Action,
        Name,
        SetIdentifier,
        Weight,
        TTL,
      ]),
      [
        ["UPSERT", "shop.rollout.shop.example.com.", "stable", 100, 60],
        ["UPSERT", "shop.rollout.shop.example.com.", "canary", 0, 60],
      ],
    );
  });

  it("names the team where Vercel needs it", () => {
    assert.match(page(), /deployments\/\$good\/aliases" /);
    const text = page({ "vercel.team": "team_a1b2c3d4" });
    assert.match(text, /deployments\/\$good\/aliases\?teamId=team_a1b2c3d4" /);
  });

  it("has all who are called, with what they answer to", () => {
    const { contacts } = config();
    const { vendors, ...leads } = contacts;
    for (const { name, phone, email, confirmedAt } of Object.values(leads)) {
      for (const word of [name, phone, email, confirmedAt]) assert.ok(page().includes(word), word);
    }
    for (const vendor of [
      vendors.vercel,
      vendors.database,
      ...(present(vendors.thirdParty) ?? []),
    ]) {
      assert.ok(!isAbsent(vendor));
      assert.ok(page().includes(vendor.name));
      assert.ok(page().includes(vendor.url ?? vendor.email ?? "?"));
    }
  });

  it("writes to customers where they can be written to", () => {
    const email = "customers@example.com";
    assert.match(page(), /Subscribers get it by mail/);
    assert.doesNotMatch(page(), /By mail\*\*/);
    const text = page({ "channels.customers": { subscribe: "false", email } });
    assert.match(text, /Nobody may subscribe/);
    assert.equal(text.split(email).length, 2, "once: no alert goes there");
    const without = page({ "channels.statusPage": { none: "not bought" } });
    assert.match(without, /There is no status page/);
    assert.doesNotMatch(without, /statuspage\.datadoghq/);
  });
});

interface Change {
  readonly Action: string;
  readonly ResourceRecordSet: Readonly<Record<string, unknown>>;
}
