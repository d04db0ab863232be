import assert from "node:assert/strict";
import { messageOf } from "../../../components/monitoring/message.ts";
import { shapesOf } from "../../../components/monitoring/shapes.ts";
import { testsOf } from "../../../components/monitoring/checks.ts";
import { recipientsOf, topicName } from "../../../components/notifications/handles.ts";
import { faultsOfRules, ruleArgs } from "../../../components/notifications/rules.ts";
import { faultsOfPage } from "../../../components/notifications/statusPage.ts";
import { MONITORS } from "../../../rollout/monitors.ts";
import { ROUTE_KEYS, ROUTES, routesOf, SEVERITIES } from "../../../rollout/routing.ts";
import * as monitoring from "../monitoring/given.ts";
import * as given from "./given.ts";

const { stack } = given.notifications;
const recipients = recipientsOf(given.notifications);

describe("recipients", () => {
  it("are handles without the @, each once", () => {
    assert.deepEqual(recipients, {
      all: [
        "slack-shop-releases",
        "releases@example.com",
        "developers@example.com",
        "team-shop-development",
        "team-shop-operations",
      ],
      critical: [
        "sns-canary-production-critical",
        "team-shop-product",
        "team-shop-support",
        "support@example.com",
      ],
      trigger: ["team-shop-executive", "ceo@example.com"],
      blind: ["sns-canary-production-critical"],
    });
  });

  it("never are customers", () => {
    const all = ROUTE_KEYS.flatMap((route) => recipients[route]);
    assert.ok(!all.some((handle) => handle.includes("customers")));
  });

  it("name a topic as SNS takes it, whatever the stack is called", () => {
    assert.equal(topicName("canary/eu.production"), "canary-eu-production-critical");
    assert.match(topicName("a/".repeat(200)), /^[A-Za-z0-9_-]{256}$/);
  });
});

describe("the notification rules", () => {
  const rules = ROUTE_KEYS.map((route) => ruleArgs(route, stack, recipients));

  it("tell by a change's severity, or of every change", () => {
    assert.deepEqual(
      rules.map(({ recipients, conditionalRecipients }) => ({ recipients, conditionalRecipients })),
      [
        { recipients: recipients.all, conditionalRecipients: undefined },
        conditional("transition_type:is_alert", recipients.critical),
        conditional("transition_type:is_alert", recipients.trigger),
        conditional("transition_type:is_no_data", recipients.blind),
      ],
    );
  });

  it("are of this stack's monitors alone", () => {
    for (const { filter } of rules) {
      const { tags } = filter as { tags: string[] };
      assert.deepEqual(tags.slice(0, 2), ["managed_by:canary", "canary_stack:canary/production"]);
    }
  });

  /** The tags of every monitor that is declared, by its key. */
  const tagged = new Map<string, readonly string[]>([
    ...shapesOf(monitoring.monitors).map(([key, { tags = [] }]) => [key, tags] as const),
    ...testsOf(checks(), monitoring.monitoring).map(([key, { tags }]) => [key, tags] as const),
  ]);

  it("match each monitor that is declared, by its tags, where its routes say so", () => {
    assert.deepEqual(
      [...tagged.keys()],
      MONITORS.map(({ key }) => key),
    );
    for (const [key, tags] of tagged) {
      const matching = ROUTE_KEYS.filter((_, index) => {
        const { tags: wanted = [] } = rules[index]?.filter as { tags?: string[] };
        return wanted.every((tag) => tags.includes(tag));
      });
      const routes = new Set(SEVERITIES.flatMap((severity) => routesOf(key, severity)));
      assert.deepEqual(
        matching,
        ROUTE_KEYS.filter((route) => routes.has(route)),
        key,
      );
    }
  });

  it("refuse more recipients than Datadog takes, in words", () => {
    const of = (count: number) => ({
      ...recipients,
      trigger: Array.from({ length: count }, (_, at) => `a${at}@example.com`),
    });
    assert.deepEqual(
      faultsOfRules(of(50)).flatMap(([, faults]) => faults),
      [],
    );
    assert.deepEqual(
      faultsOfRules(of(51)).find(([, faults]) => faults.length > 0),
      ["the notification rule trigger", ["has 51 recipients, and may have 50: use a mailing list"]],
    );
  });
});

describe("a recovery", () => {
  for (const { key } of MONITORS) {
    it(`of ${key} goes to those whom only its alert or its silence reached`, () => {
      const said = messageOf(key, { means: "m", todo: "t" }, { runbookUrl: "r", recipients });
      assert.deepEqual(mentioned(said, "is_alert_recovery"), beyondAll(key, "critical"));
      assert.deepEqual(mentioned(said, "is_no_data_recovery"), beyondAll(key, "no data"));
      const outside = said.replace(/\{\{#(\w+)\}\}.*?\{\{\/\1\}\}/gs, "");
      assert.doesNotMatch(outside, /@/);
    });
  }

  it("is sent to nobody more where nobody is named", () => {
    const said = messageOf("requests", { means: "m", todo: "t" }, { runbookUrl: "r" });
    assert.equal(said, "m\n\nWhat to do: t\n\nRunbook: r#requests");
  });

  it("is in what is declared", () => {
    const shape = new Map(shapesOf({ ...monitoring.monitors, recipients })).get("error-rate");
    assert.match(shape?.message ?? "", /\{\{#is_alert_recovery\}\} @sns-\S+ .*@ceo@example\.com /);
    const [, test] = testsOf(checks(), { ...monitoring.monitoring, recipients })[0] ?? [];
    assert.match(test?.message ?? "", /\{\{#is_alert_recovery\}\} @sns-\S+ .*@ceo@example\.com /);
  });
});

describe("the status page", () => {
  it("shows each part once", () => {
    const components = ["Checkout", "Accounts", "Checkout", "Checkout"];
    const page = { name: "Shop", domainPrefix: "shop", subscribe: true };
    assert.deepEqual(faultsOfPage({ ...page, components }), [
      'names "Checkout" twice: each part once',
    ]);
    assert.deepEqual(faultsOfPage({ ...page, components: ["Checkout"] }), []);
  });
});

function conditional(scope: string, recipients: readonly string[]) {
  return {
    recipients: undefined,
    conditionalRecipients: { conditions: [{ scope, recipients }] },
  };
}

function checks() {
  const { checks, health, thresholds } = monitoring.monitoring;
  assert.ok(checks);
  return { ...checks, health, healthParts: [], certificateDays: thresholds.certificateDays };
}

/** Whom a severity reaches besides those who are notified of every change, and so of recoveries. */
function beyondAll(key: string, severity: (typeof SEVERITIES)[number]): string[] {
  return routesOf(key, severity)
    .filter((route) => ROUTES[route].of !== "all")
    .flatMap((route) => recipients[route]);
}

function mentioned(said: string, when: string): string[] {
  const [, inside = ""] =
    new RegExp(`\\{\\{#${when}\\}\\}(.*)\\{\\{/${when}\\}\\}`).exec(said) ?? [];
  return [...inside.matchAll(/ @(\S+)/g)].map(([, handle = ""]) => handle);
}
