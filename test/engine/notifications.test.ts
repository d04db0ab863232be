import assert from "node:assert/strict";
import { named } from "../../rehearsal/stackFile.ts";
import { type Production, production } from "./production.ts";

describe("production's notifications through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  it("are declared from the stack file, and a status page that there is none of goes", async () => {
    running = await production("first");
    const held = (type: string) => running.store.resources(type).map(({ outputs }) => outputs);
    const pages = () => held("datadog:index/statusPage:StatusPage");
    const monitors = held("datadog:index/monitor:Monitor");
    const rules = held("datadog:index/monitorNotificationRule:MonitorNotificationRule");
    const filters = rules.map(({ filter }) => (filter as { tags: string[] }).tags);
    for (const { name, tags, message } of monitors) {
      const matching = filters.filter((wanted) =>
        wanted.every((tag) => (tags as string[]).includes(tag)),
      );
      assert.ok(matching.length >= 2, `${String(name)} notifies nobody when it is critical`);
      assert.match(String(message), /\{\{#is_alert_recovery\}\} @sns-canary-production-critical /);
    }
    const made = running.store.calls().filter(({ operation }) => operation === "create");
    const last = made.findLastIndex(({ type }) => /MonitorNotificationRule$/.test(type));
    const first = made.findIndex(({ type }) => /:(Monitor|SyntheticsTest)$/.test(type));
    assert.ok(last < first, "a monitor was there before all that it notifies by");

    assert.deepEqual(
      held("aws:sns/topicSubscription:TopicSubscription").map(({ endpoint }) => endpoint),
      ["+12025550143"],
    );
    assert.equal(pages()[0]?.["subscriptionsEnabled"], true);

    const channels = await named<object>(running.workspace, "production", "channels");
    const statusPage = { none: "not bought" };
    await running.edit({ set: { channels: { ...channels, statusPage } } });
    const { code, output } = await running.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(pages(), []);
  });
});
