import assert from "node:assert/strict";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as n from "./notificationSamples.ts";
import { accepts, refuses, type Case } from "./refusal.ts";
import { stand, type Stand } from "./stand.ts";

function created(type: string, inputs: Properties): (clouds: Stand) => Promise<unknown> {
  return (clouds) => clouds.create(type, inputs);
}

/** The same twice, under two names. */
function twice(type: string, first: Properties, second = first) {
  return async (clouds: Stand) => {
    await clouds.create(type, first, "first");
    return clouds.create(type, second, "second");
  };
}

function refused(it: string, type: string, inputs: Properties, says: RegExp): Case {
  return { it, when: created(type, inputs), says };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => `a${at}@example.com`);

refuses("Datadog, of who is notified,", [
  {
    it: "a team's handle twice",
    when: twice(n.TEAM, n.team(), n.team({ name: "another" })),
    says: /^error creating team: 409 Conflict: .*shop-operations already exists/,
  },
  refused("a longer handle", n.TEAM, n.team({ handle: "a".repeat(196) }), /Longer than 195/),
  refused("a longer name", n.TEAM, n.team({ name: "a".repeat(201) }), /Longer than 200/),
  refused(
    "a rule of no team",
    n.TEAM_RULE,
    n.teamRule("none"),
    /^error creating TeamNotificationRule: 404 Not Found: .*team none not found/,
  ),
  refused(
    "a recipient with its @",
    n.RULE,
    n.rule({ recipients: ["@slack-shop-releases"] }),
    /^error creating MonitorNotificationRule: 400 Bad Request: .*must not start with an '@'/,
  ),
  refused(
    "a condition's recipient with its @",
    n.RULE,
    n.conditional("transition_type:is_alert", ["@a"]),
    /must not start with an '@'/,
  ),
  refused(
    "more than fifty recipients",
    n.RULE,
    n.rule({ recipients: many(51) }),
    /at most 50 recipients, not 51/,
  ),
  refused(
    "a longer scope",
    n.RULE,
    n.rule({ filter: { scope: `env:${"a".repeat(3000)}` } }),
    /longer than 3000/,
  ),
  refused(
    "a condition of two tags",
    n.RULE,
    n.conditional("env:production AND service:shop"),
    /neither a status nor one tag/,
  ),
  refused(
    "a status that it does not know",
    n.RULE,
    n.conditional("transition_type:critical"),
    /transition_type:critical\\" is neither/,
  ),
  refused(
    "more than ten conditions",
    n.RULE,
    n.rule({
      recipients: undefined,
      conditionalRecipients: {
        conditions: many(11).map((one) => ({ scope: "env:production", recipients: [one] })),
      },
    }),
    /at most 10 conditions/,
  ),
  refused(
    "a Slack channel without its #",
    n.SLACK,
    n.slack({ channelName: "releases" }),
    /must start with a #/,
  ),
  {
    it: "a Slack channel twice",
    when: twice(n.SLACK, n.slack()),
    says: /^error creating slack channel: 400 Bad Request/,
  },
  {
    it: "a status page's address twice",
    when: twice(n.PAGE, n.page(), n.page({ name: "another" })),
    says: /^error creating status page: 409 Conflict: .*shop is taken/,
  },
  refused("a part of no page", n.PART, n.part("none"), /404 Not Found: .*page none not found/),
  {
    it: "a gap between parts",
    when: async (clouds) => {
      const { id } = await clouds.create(n.PAGE, n.page());
      await clouds.create(n.PART, n.part(id), "first");
      return clouds.create(n.PART, n.part(id, { position: 2 }), "second");
    },
    says: /position 2 is not between 0 and 1/,
  },
  {
    it: "a part moved beyond the last",
    when: async (clouds) => {
      const { id } = await clouds.create(n.PAGE, n.page());
      const made = await clouds.create(n.PART, n.part(id));
      return clouds.update(n.PART, made.id, n.part(id, { position: 1 }));
    },
    says: /^error updating status page component: .*position 1 is not between 0 and 0/,
  },
]);

refuses("SNS", [
  refused(
    "a topic's name with a slash",
    n.TOPIC,
    n.topic({ name: "canary/production" }),
    /SNS: CreateTopic, .*StatusCode: 400, InvalidParameter: .*Topic Name/,
  ),
  refused("a subscription to no topic", n.SUBSCRIPTION, n.subscription("arn"), /404, NotFound/),
  {
    it: "a number without its +",
    when: async (clouds) => {
      const { id } = await clouds.create(n.TOPIC, n.topic());
      return clouds.create(n.SUBSCRIPTION, n.subscription(id, { endpoint: "12025550143" }));
    },
    says: /InvalidParameter: .*Invalid SMS endpoint: 12025550143/,
  },
]);

accepts("SNS", {
  "a topic's name twice, as one topic": async (clouds) => {
    const { id } = await clouds.create(n.TOPIC, n.topic(), "first");
    assert.equal((await clouds.create(n.TOPIC, n.topic(), "second")).id, id);
  },
});

accepts("Datadog", {
  "fifty recipients, also where a condition names them again": created(
    n.RULE,
    n.rule({
      recipients: undefined,
      conditionalRecipients: {
        conditions: [
          { scope: "transition_type:is_alert", recipients: many(50) },
          { scope: "transition_type:is_recovery", recipients: many(50) },
        ],
      },
    }),
  ),
  "a condition of one tag": created(n.RULE, n.conditional("env:production")),
  "the parts of two pages, each from the first position": async (clouds) => {
    for (const domainPrefix of ["one", "two"]) {
      const { id } = await clouds.create(n.PAGE, n.page({ domainPrefix }), domainPrefix);
      await clouds.create(n.PART, n.part(id), domainPrefix);
    }
  },
});

describe("Datadog, of who is notified,", () => {
  const bad: [what: string, type: string, inputs: Properties, property: string][] = [
    ["a rule for nobody", n.RULE, n.rule({ recipients: undefined }), "recipients"],
    [
      "a rule that always tells some and sometimes others",
      n.RULE,
      { ...n.conditional("env:production"), recipients: ["a"] },
      "recipients",
    ],
    ["a rule of no monitors", n.RULE, n.rule({ filter: {} }), "filter"],
    ["a team's rule of nothing", n.TEAM_RULE, n.teamRule("t", { email: undefined }), "email"],
    ["a page of a third kind", n.PAGE, n.page({ type: "secret" }), "type"],
  ];
  for (const [what, type, inputs, property] of bad) {
    it(`names ${what}`, () => {
      const { failures } = stand().of(type).check(type, inputs);
      assert.deepEqual(
        failures.map((one) => one.property),
        [property],
      );
    });
  }
});
