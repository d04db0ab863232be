import assert from "node:assert/strict";
import { join } from "node:path";
import type { NotificationsArgs } from "../../../components/notifications/index.ts";
import { recipientsOf } from "../../../components/notifications/handles.ts";
import type { Properties, Store } from "../../../rehearsal/clouds/index.ts";
import { inClouds, type InClouds } from "../../engine/inClouds.ts";
import { root, type Workspace } from "../../engine/pulumi.ts";
import * as given from "./given.ts";

const program = (args: NotificationsArgs) => `
  import { Notifications } from ${JSON.stringify(join(root, "components/notifications/index.ts"))};
  new Notifications("notifications", ${JSON.stringify(args)});
`;

describe("notifications through the engine", () => {
  let opened: InClouds;
  let w: Workspace;
  let store: Store;

  beforeEach(async () => {
    opened = await inClouds();
    ({ w, store } = opened);
  });

  afterEach(() => opened.close());

  const run = (args: NotificationsArgs, ...command: string[]) =>
    opened.run(program(args), ...command);

  const held = (type: string) => store.resources(type).map(({ outputs }) => outputs);

  function parts() {
    return held("datadog:index/statusPageComponent:StatusPageComponent")
      .map(({ position, name }) => [position, name] as [number, string])
      .sort(([one], [other]) => one - other);
  }

  it("declares all of it, follows the people who come and go, and leaves nothing", async () => {
    const args = given.notifications;
    const { code, output } = await run(args, "up", "--yes", "--skip-preview");
    assert.equal(code, 0, output);

    const teams = held("datadog:index/team:Team");
    assert.deepEqual(teams.map(({ handle, name }) => `${String(handle)}: ${String(name)}`).sort(), [
      "shop-development: development (canary/production)",
      "shop-executive: executive (canary/production)",
      "shop-operations: operations (canary/production)",
      "shop-product: product (canary/production)",
      "shop-support: support (canary/production)",
    ]);
    const mails = held("datadog:index/teamNotificationRule:TeamNotificationRule");
    assert.deepEqual(
      mails.map(({ email }) => email),
      teams.map(() => ({ enabled: true })),
    );
    assert.deepEqual(
      held("datadog:slack/channel:Channel").map(({ accountName, channelName }) => [
        accountName,
        channelName,
      ]),
      [["shop", "#releases"]],
    );
    const [topic] = held("aws:sns/topic:Topic");
    assert.equal(topic?.["name"], "canary-production-critical");
    assert.deepEqual(numbers(), [...args.channels.sms].sort());

    const rules = held("datadog:index/monitorNotificationRule:MonitorNotificationRule");
    assert.deepEqual(
      rules.flatMap(notified).sort(),
      Object.values(recipientsOf(args)).flat().sort(),
    );

    const [page] = held("datadog:index/statusPage:StatusPage");
    assert.deepEqual(
      [page?.["name"], page?.["domainPrefix"], page?.["subscriptionsEnabled"], page?.["enabled"]],
      ["Shop status", "shop", true, false],
    );
    assert.deepEqual(parts(), [
      [0, "Storefront"],
      [1, "Checkout"],
      [2, "Accounts"],
    ]);

    const less: NotificationsArgs = {
      ...args,
      channels: { ...args.channels, sms: ["+12025550117"] },
      statusPage: { ...statusPage(args), components: ["Storefront", "Search", "Accounts"] },
    };
    const changed = await run(less, "up", "--yes", "--skip-preview");
    assert.equal(changed.code, 0, changed.output);
    assert.deepEqual(numbers(), ["+12025550117"]);
    assert.deepEqual(
      parts().map(([, name]) => name),
      ["Storefront", "Search", "Accounts"],
    );
    const again = await run(less, "up", "--yes", "--skip-preview", "--expect-no-changes");
    assert.equal(again.code, 0, again.output);

    const kept = await w.run("destroy", "--yes", "--skip-preview");
    assert.notEqual(kept.code, 0, "the status page was not protected");
    const open = await run({ ...less, protect: false }, "up", "--yes", "--skip-preview");
    assert.equal(open.code, 0, open.output);
    const gone = await w.run("destroy", "--yes", "--skip-preview");
    assert.equal(gone.code, 0, gone.stdout);
    assert.deepEqual(store.resources(), []);
  });

  it("has no page where none is wanted, and says what Datadog would refuse", async () => {
    const without = { ...given.notifications, statusPage: undefined };
    const { code, output } = await run(without, "up", "--yes", "--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(parts(), []);

    const email = Array.from({ length: 51 }, (_, at) => `a${at}@example.com`);
    const refused = await run(
      {
        ...given.notifications,
        channels: { ...given.notifications.channels, email },
        statusPage: { ...statusPage(given.notifications), components: ["One", "One"] },
      },
      "preview",
    );
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /the notification rule all: has \d+ recipients, and may have 50/);
    assert.match(refused.output, /the status page: names "One" twice/);
    assert.doesNotMatch(refused.output, /at .*rules\.ts/);
  });

  function numbers() {
    const subscriptions = held("aws:sns/topicSubscription:TopicSubscription");
    return subscriptions.map(({ endpoint }) => String(endpoint)).sort();
  }
});

function statusPage({ statusPage }: NotificationsArgs) {
  assert.ok(statusPage);
  return statusPage;
}

function notified({ recipients, conditionalRecipients }: Properties): string[] {
  const { conditions = [] } = (conditionalRecipients ?? {}) as {
    conditions?: { recipients: string[] }[];
  };
  return [
    ...((recipients ?? []) as string[]),
    ...conditions.flatMap((condition) => condition.recipients),
  ];
}
