import assert from "node:assert/strict";
import { readEvents } from "../../../cli/review/events.ts";
import { exemptionsIn } from "../../../cli/review/exemptions.ts";
import { markdownOf } from "../../../cli/review/markdown.ts";
import { reviewOf } from "../../../cli/review/review.ts";
import { CHECKLIST_PLAN } from "../../../rollout/plan.ts";
import { referTo } from "../../../rollout/refusal.ts";
import { rolling } from "../../rollout/build.ts";
import { comment, reviewed, stream, without } from "./build.ts";

const STACK = "urn:pulumi:production::canary::pulumi:pulumi:Stack::canary-production";
const ROLLOUT = "urn:pulumi:production::canary::canary:index:Rollout::rollout";

const policyEvent = (enforcementLevel: string, message: string, policyName = "runbook-links") => ({
  policyEvent: { resourceUrn: STACK, policyName, message, enforcementLevel },
});
const error = (message: string, urn?: string) => ({
  diagnosticEvent: { severity: "error", message, ...(urn !== undefined && { urn }) },
});
const steps = (op: string, type: string, name: string, more: object = {}) => ({
  resourcePreEvent: {
    metadata: { op, type, urn: `urn:pulumi:production::canary::${type}::${name}`, ...more },
  },
});
const ended = (event: { summaryEvent?: unknown }) => event.summaryEvent;

describe("a review's verdict", () => {
  it("passes what the preview passes", () => {
    assert.equal(reviewed("advance").refused, false);
    assert.equal(reviewed("unchanged").refused, false);
  });

  it("refuses what a mandatory policy refuses, and says so first", () => {
    const event = policyEvent("mandatory", "Every monitor has a runbook.\nerror-rate has none\n");
    assert.equal(reviewed("advance", event).refused, true);
    const text = comment("advance", event, policyEvent("advisory", "A rule.\nnot so good"));
    assert.match(text, /25 % of traffic, refused\n/);
    assert.match(text, /> - \*\*runbook-links\*\*: error-rate has none\n/);
    assert.match(text, /<summary>1 advisory policy violation<\/summary>\n\n- .*: not so good\n/);
    assert.ok(text.indexOf("error-rate has none") < text.indexOf("not so good"));
    assert.doesNotMatch(text, /Every monitor has a runbook/);
  });

  it("says once what the program and a policy of the rollout refuse alike", () => {
    const message = "soak: 1.5.0 has held 10 % for 1 min of 10 min; wait 9 min, until …";
    const text = comment(
      "advance",
      error(message, ROLLOUT),
      policyEvent("mandatory", `The soak is over.\n${referTo("soak")}`, "rollout-soak"),
    );
    assert.equal(text.split("wait 9 min").length, 2);
    assert.ok(!text.includes(referTo("soak")), text);
    assert.doesNotMatch(text, /Policies refuse it/);
  });

  it("passes what the program warns of, and says it", () => {
    const message =
      "Datadog has had no data for 30 days of:\napp.cpu.percent{a:b}: sent by the app";
    const warning = { diagnosticEvent: { severity: "warning", message, urn: ROLLOUT } };
    const review = reviewed("start", warning);
    assert.equal(review.refused, false);
    assert.deepEqual(review.notes.slice(0, 2), message.split("\n"));
    assert.match(comment("start", warning), /sent by the app/);
  });

  it("passes what only an advisory policy finds", () => {
    assert.equal(
      reviewed("advance", policyEvent("advisory", "A rule.\nnot so good")).refused,
      false,
    );
  });

  it("refuses a preview that broke off", () => {
    const review = without("advance", ended);
    assert.equal(review.refused, true);
    assert.match(markdownOf(review), /the preview broke off/);
  });

  it("says why a preview broke off, where anybody knows", () => {
    const review = reviewOf([{ timestamp: 1, policyLoadEvent: {} }], {
      stack: "production",
      said: "the pack failed to start",
    });
    assert.match(review.headline, /^production: the preview failed, refused$/);
    assert.match(markdownOf(review), /the preview broke off: the pack failed to start/);
    assert.doesNotMatch(markdownOf(review), /disables/);
  });

  it("refuses a preview that failed without a reason", () => {
    const failed = stream("advance").replace('"result":"succeeded"', '"result":"failed"');
    const review = reviewOf(readEvents(failed), { stack: "production" });
    assert.equal(review.refused, true);
    assert.match(markdownOf(review), /does not say why/);
  });

  it("refuses a pack of which no policy ran", () => {
    const judged = (event: object) =>
      "policyAnalyzeSummaryEvent" in event || "policyAnalyzeStackSummaryEvent" in event;
    const review = without("advance", judged);
    assert.equal(review.refused, true);
    assert.match(markdownOf(review), /no policy of the pack ran: its config disables them all/);
  });

  it("passes a preview without a pack", () => {
    const review = without("advance", (event) =>
      Object.keys(event).some((key) => /^policy/.test(key)),
    );
    assert.equal(review.refused, false);
  });

  it("says another resource's fault apart from the rollout's refusals", () => {
    const urn = "urn:pulumi:production::canary::aws:route53/record:Record::traffic-stable";
    const text = comment(
      "advance",
      error("no access to <the zone>", urn),
      error("preview failed\n"),
    );
    assert.match(text, /\*\*`traffic-stable` failed\*\*/);
    assert.match(text, /no access to &lt;the zone>/);
    assert.doesNotMatch(text, /^> preview failed/m);
  });
});

describe("a review in numbers", () => {
  it("counts evidence: what was frozen, and what is missing of a start or of the end before it", () => {
    const missing =
      "evidence: 2 items of 1.5.0 not verified: …\nclose-out: 1 item of 1.4.0 not verified: …\nsoak: …";
    assert.ok(reviewed("advance").numbers.includes("evidence 1 of 1"));
    const { numbers } = reviewed("advance", error(missing, ROLLOUT));
    assert.ok(numbers.includes("evidence 1 of 4"), numbers.join());
  });

  it("names no soak, gate and evidence for what is no increase", () => {
    for (const name of ["prepare", "step-back", "roll-back", "finish"])
      assert.doesNotMatch(comment(name), /soak|[Gg]ate|evidence/, name);
  });
});

describe("what a review shows of changes", () => {
  it("is loud where an advance takes something away", () => {
    const text = comment(
      "advance",
      steps("delete", "vercel:index/projectDomain:ProjectDomain", "production-public"),
    );
    assert.match(
      text,
      /> \[!CAUTION\]\n> \*\*1 resource is deleted or replaced: no part of the advance\*\*/,
    );
  });

  it("is loud where what a transition updates would be replaced", () => {
    const alias = steps("replace", "vercel:index/alias:Alias", "production-canary", {
      detailedDiff: { deploymentId: { diffKind: "update-replace" } },
    });
    assert.match(comment("roll-back", alias), /deleted or replaced: no part of the roll back/);
  });

  it("folds a weight alone: more in a weighted record is no advance", () => {
    const more = stream("advance").replace(
      '"detailedDiff":{"weightedRoutingPolicies[0].weight"',
      '"detailedDiff":{"ttl":{},"weightedRoutingPolicies[0].weight"',
    );
    const { others } = reviewOf(readEvents(more), { stack: "production" });
    assert.equal(others.length, 1);
  });

  const update = (before: object, after: object, ...paths: string[]) =>
    steps("update", "datadog:index/monitor:Monitor", "monitoring-x", {
      old: { inputs: before, outputs: {} },
      new: { inputs: after, outputs: {} },
      detailedDiff: Object.fromEntries(paths.map((path) => [path, { diffKind: "update" }])),
    });
  const secret = (more: object = { ciphertext: "[secret]" }) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ...more,
  });

  it("shows what a property was and would be, outside of the transition", () => {
    const text = comment(
      "advance",
      update({ query: "avg > 5" }, { query: "avg > 4 | `x`\ny" }, "query"),
      update({ steps: [{ url: "a" }] }, { steps: [{ url: "b" }] }, "steps[0].url"),
      update({ tags: { "a.b": "1" } }, { tags: { "a.b": "" } }, 'tags["a.b"]'),
      update({}, { priority: 2, id: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, "priority", "id"),
    );
    assert.match(text, /`query` `avg > 5` → `avg > 4 \\\| 'x' y` \|\n/);
    assert.match(text, /`steps\[0\]\.url` `a` → `b` \|\n/);
    assert.match(text, /`tags\["a\.b"\]` `1` → `""` \|\n/);
    assert.match(text, /`id` none → `\(known after the update\)`<br>`priority` none → `2` \|\n/);
  });

  it("shows what comes and goes with a resource", () => {
    const gone = steps("delete", "a:b/c:D", "gone", {
      old: { inputs: { __defaults: [], key: "SITE_URL", value: secret() }, outputs: {} },
    });
    assert.match(
      comment("unchanged", gone),
      /\| delete \| `gone` D \| `key` `SITE_URL` → none<br>`value` `\[secret\]` → none \|/,
    );
    const come = steps("create", "a:b/c:D", "come", { new: { inputs: { a: [1] }, outputs: {} } });
    assert.match(comment("unchanged", come), /\| create \| `come` D \| `a` none → `\[1\]` \|/);
  });

  it("counts what does not apply, and is loud about what applied before", () => {
    const monitoring = (old: object | null, now: object) =>
      steps(old ? "update" : "create", "canary:index:Monitoring", "monitoring", {
        ...(old && { old: { inputs: old, outputs: {} } }),
        new: { inputs: now, outputs: {} },
      });
    const redis = { "env-redis-cleared": "no Redis: sessions are elsewhere" };
    const both = { ...redis, "chan-slack": "no Slack: we meet" };
    const kept = comment("unchanged", monitoring({ notApplicable: both }, { notApplicable: both }));
    assert.match(kept, /2 of 102 items do not apply/);
    assert.doesNotMatch(kept, /No longer required/);
    const taken = comment(
      "unchanged",
      monitoring({ notApplicable: redis }, { notApplicable: both }),
    );
    assert.match(taken, /\[!CAUTION\]\n> \*\*No longer required: config says why/);
    assert.match(taken, /Slack channels `chan-slack`: no Slack: we meet/);
    const first = comment("unchanged", monitoring(null, { notApplicable: both }));
    assert.doesNotMatch(first, /No longer required/);
  });

  it("shows no secret, nor a part of one, nor what was one", () => {
    const plain = secret({ plaintext: '"hunter2"' });
    const text = comment(
      "unchanged",
      update({ a: secret() }, { a: secret() }, "a"),
      update({ b: plain }, { b: plain }, "b"),
      update({ c: plain }, { c: "hunter2" }, "c"),
      update({ d: "hunter2" }, { d: plain }, "d"),
      update({ e: { f: [plain, "public"] } }, { e: { f: [] } }, "e"),
      update({ g: secret({ plaintext: { h: "hunter2" } }) }, { g: { h: "hunter2" } }, "g.h"),
    );
    assert.doesNotMatch(text, /hunter|plaintext|ciphertext|4dabf/);
    for (const path of ["a", "b", "c", "d", "e", "g.h"])
      assert.ok(text.includes(`\`${path}\` \`[secret]\` → \`[secret]\``), path);
  });

  const preluded = (config: Record<string, string>, ...more: object[]) => {
    const lines = stream("unchanged").trimEnd().split("\n");
    const events = lines.filter((line) => !line.includes("preludeEvent"));
    events.splice(1, 0, JSON.stringify({ timestamp: 1, preludeEvent: { config } }));
    events.splice(-1, 0, ...more.map((event) => JSON.stringify({ timestamp: 1, ...event })));
    return markdownOf(reviewOf(readEvents(events.join("\n")), { stack: "production" }));
  };
  const mail = update({ message: "old@shop.io" }, { message: "new@shop.io" }, "message");

  it("shows no value where config has a secret that nothing marks as one further on", () => {
    const hidden = [
      { "canary:contacts": "[secret]" },
      { "canary:variables": '{"A":"[secret]","B":"b"}' },
    ];
    for (const config of hidden) {
      const text = preluded(config, mail);
      assert.doesNotMatch(text, /shop\.io/);
      assert.match(text, /`message` \|/);
      assert.match(text, /Values are left out: config has secrets/);
    }
    const marked = { "canary:secrets": "[secret]", "datadog:apiKey": "[secret]" };
    assert.match(preluded(marked, mail), /`old@shop.io` → `new@shop.io`/);
  });

  it("shows no value where no event has the config", () => {
    const text = markdownOf(
      reviewOf(
        readEvents(
          [
            ...stream("unchanged")
              .split("\n")
              .filter((line) => !line.includes("preludeEvent")),
            JSON.stringify({ timestamp: 1, ...mail }),
          ].join("\n"),
        ),
        { stack: "production" },
      ),
    );
    assert.doesNotMatch(text, /shop\.io/);
  });

  it("reads of an event what it needs, and drops config and properties", () => {
    const [first] = readEvents(
      JSON.stringify({
        timestamp: 1,
        preludeEvent: { config: { "datadog:apiKey": "hunter2", "canary:exemptions": "[]" } },
      }),
    );
    assert.deepEqual(first, {
      timestamp: 1,
      preludeEvent: { config: { "canary:exemptions": "[]" } },
    });
  });
});

describe("exemptions in a review", () => {
  const config = (expires: string, by = "Alex Doe") => ({
    preludeEvent: {
      config: {
        "canary:approvers": '["Alex Doe"]',
        "canary:exemptions": JSON.stringify([
          { item: "ux-links-assets", by, reason: "the crawler | cannot sign in", expires },
        ]),
      },
    },
  });
  const withConfig = (event: object, name = "advance") => {
    const [first = "", ...rest] = stream(name).split("\n");
    const { timestamp } = JSON.parse(first) as { timestamp: number };
    const events = readEvents([JSON.stringify({ timestamp, ...event }), ...rest].join("\n"));
    return markdownOf(
      reviewOf(
        events.filter(({ preludeEvent: one }, at) => at === 0 || !one),
        { stack: "production" },
      ),
    );
  };

  it("are listed with who, until when and why", () => {
    assert.match(
      withConfig(config("2999-01-01T00:00:00Z")),
      /\| ux-links-assets \| Alex Doe \| 2999-01-01T00:00:00.000Z \| the crawler \\\| cannot sign in \|/,
    );
  });

  it("are listed with what they exempt", () => {
    assert.match(
      withConfig(config("2999-01-01T00:00:00Z")),
      /\| that its evidence is missing after a finish \|/,
    );
    const slower = {
      preludeEvent: {
        config: {
          "canary:approvers": '["Alex Doe"]',
          "canary:thresholds": '{"latency":{"warning":"600","critical":700}}',
          "canary:exemptions": JSON.stringify(
            ["alert-latency-crit-500", "roll-50"].map((item) => ({
              ...{ item, by: "Alex Doe", reason: "slow", expires: "2999-01-01T00:00:00Z" },
            })),
          ),
        },
      },
    };
    const text = withConfig(slower);
    assert.match(
      text,
      /\| slow \| thresholds.latency.critical of 700 ms, 500 ms in the checklist \|/,
    );
    assert.match(text, /\| roll-50 .* \| nothing: config is as strict as the checklist \|/);
  });

  it("are listed in the shortest review too", () => {
    assert.match(withConfig(config("2999-01-01T00:00:00Z"), "unchanged"), /\| ux-links-assets \|/);
  });

  it("are those that a rollout began with too, though they have run out", () => {
    const exempted = [
      { item: "roll-50", by: "Ada", reason: "a hotfix", expires: "2020-01-01T00:00:00.000Z" },
    ];
    const record = rolling(25, {
      exempted,
      plan: CHECKLIST_PLAN.filter(({ percentage }) => percentage !== 50),
    });
    assert.deepEqual(exemptionsIn([], record, "2026-01-31T12:00:00.000Z"), [
      { ...exempted[0], lets: "a plan without 50 %, taken when this rollout began" },
    ]);
    const over = { ...record, percentage: 0 };
    assert.deepEqual(exemptionsIn([], over, "2026-01-31T12:00:00.000Z"), []);
  });

  it("are not where they do not count", () => {
    assert.doesNotMatch(withConfig(config("2020-01-01T00:00:00Z")), /ux-links-assets/);
    assert.doesNotMatch(withConfig(config("2999-01-01T00:00:00Z", "Eve")), /ux-links-assets/);
  });
});

describe("a review's text", () => {
  it("is no markup, and calls nobody", () => {
    const text = comment(
      "advance",
      error("halted: 1.5.0 is halted (<img src=x> @team [a](b) `c`); …", ROLLOUT),
    );
    assert.ok(text.includes("(\\<img src=x\\> @<!-- -->team \\[a\\](b) \\`c\\`)"), text);
  });

  it("begins with the marker of its stack", () => {
    assert.ok(comment("advance").startsWith("<!-- canary review of canary/production -->\n"));
    assert.ok(comment("staging").startsWith("<!-- canary review of canary/staging -->\n"));
  });

  describe("that is too long", () => {
    const many = Array.from({ length: 3000 }, (_, at) => steps("delete", "a:b/c:D", `name-${at}`));
    const refusal = error("soak: 1.5.0 has held 10 % for 1 min of 10 min; wait 9 min", ROLLOUT);
    const closed = (text: string) => {
      for (const tag of ["details", "pre", "summary"])
        assert.equal(text.split(`<${tag}>`).length, text.split(`</${tag}>`).length, tag);
    };
    const kept = (text: string) => {
      assert.ok(text.length <= 65_536, String(text.length));
      assert.match(text, /^<!-- canary review of canary\/production -->\n### shop 1\.5\.0: /);
      assert.match(text, /\n(To roll back: |Nothing is applied while it is refused\.).*\n$/);
      closed(text);
    };

    it("keeps verdict, reasons and how to go back, and leaves out the middle", () => {
      const text = comment("advance", refusal, ...many);
      kept(text);
      assert.ok(text.length > 60_000, "no more goes than has to");
      assert.match(text, /> - soak: 1\.5\.0 has held 10 %/);
      assert.match(text, /3000 resources are deleted or replaced/);
      assert.match(text, /> \| delete \| `name-0` D/);
      assert.match(text, /\n>\n> \d+ more: `\.\/canary review` in a terminal shows them\.\n/);
      assert.match(text, /<summary>The gate's 38 measurements<\/summary>/);
    });

    it("keeps how to go back where it is the measurements that are too many", () => {
      const { gate, ...review } = reviewed("advance");
      const [one] = gate?.measurements ?? [];
      assert.ok(one);
      const measurements = Array.from({ length: 3000 }, () => one);
      const text = markdownOf({ ...review, gate: { verdict: "open", measurements } });
      kept(text);
      assert.match(text, /traffic-canary` Record \| weight 10 → 25/);
      assert.match(text, /evidence that counted: 1 item/);
    });

    it("keeps the first reasons where the reasons are too many, or one too long", () => {
      const reasons = Array.from({ length: 3000 }, (_, at) => `evidence: ${at} missing; …`);
      kept(comment("advance", error(reasons.join("\n"), ROLLOUT)));
      const long = `halted: ${"@<a&`".repeat(40_000)}`;
      const text = comment("advance", error(long, ROLLOUT), error(`${"<b>&".repeat(40_000)}\nend`));
      kept(text);
      assert.match(text, /> - halted: /);
      assert.doesNotMatch(
        text.replaceAll("<!-- -->", ""),
        /<!--(?! canary)/,
        "no comment stays open",
      );
      assert.match(text, /\n> end\n> <\/pre>/);
    });

    it("keeps the first of a thousand failed resources, and says how many more there are", () => {
      const faults = Array.from({ length: 1000 }, (_, at) => ({
        resource: `record-${at}`,
        message: `creating urn: boom ${"x".repeat(100)}`,
      }));
      const text = markdownOf({ ...reviewed("advance", refusal), faults });
      kept(text);
      assert.ok(text.length > 60_000, "no more goes than has to");
      assert.match(text, /> \*\*`record-0` failed\*\*\n>\n> <pre>\n> creating urn: boom x/);
      const failures = text.split(" failed**").length - 1;
      assert.match(text, new RegExp(`\\n\\n${1000 - failures} more: \`\\./canary review\``));
      assert.match(text, /> - soak: 1\.5\.0 has held 10 %/);
    });

    it("keeps a part of a headline that is too long", () => {
      kept(markdownOf({ ...reviewed("advance"), headline: `shop 1.5.0: ${"h".repeat(70_000)}` }));
    });

    it("is whole in a terminal", () => {
      const text = markdownOf(reviewed("advance", refusal, ...many), Infinity);
      assert.ok(text.includes("`name-2999`"));
      assert.doesNotMatch(text, /more: `/);
      const paths = ["a", "b", "c", "d", "e"];
      const what = paths.map((path) => ({ path, before: "1", after: "2" }));
      const expected = [{ op: "update" as const, name: "n", type: "T", what }];
      const moved = { ...reviewed("advance"), expected };
      assert.match(markdownOf(moved), /`n` T \| `a`, `b`, `c` and 2 more \|/);
      assert.match(markdownOf(moved, Infinity), /`n` T \| `a` `1` → `2`<br>.*`e` `1` → `2` \|/);
      assert.ok(markdownOf(reviewed("advance", ...many)).length < text.length);
    });
  });
});

describe("a review of a release", () => {
  const APP = {
    "canary:app": '{"checkout":"../shop","repository":"https://github.com/acme/shop"}',
  };
  const withApp = (name: string, config: object = APP) => {
    const lines = stream(name)
      .split("\n")
      .filter((line) => !line.includes('"preludeEvent"'));
    const prelude = JSON.stringify({ timestamp: 1, preludeEvent: { config } });
    const events = readEvents([...lines.slice(0, 1), prelude, ...lines.slice(1)].join("\n"));
    return markdownOf(reviewOf(events, { stack: "production" }));
  };
  const link = (text: string) => /Commits: (.*)/.exec(text)?.[1];

  it("links the commits since stable, where the app's repository is known", () => {
    const FROM_TO =
      /^\[`[0-9a-f]{12}\.\.\.[0-9a-f]{12}`\]\(https:\/\/github\.com\/acme\/shop\/compare\/[0-9a-f]{40}\.\.\.[0-9a-f]{40}\)$/;
    const started = link(withApp("start"));
    assert.match(started ?? "", FROM_TO);
    assert.equal(link(withApp("promote")), started, "from what was stable");
    const gitlab = { "canary:app": '{"repository":"https://gitlab.acme.io/web/shop.git"}' };
    assert.match(
      link(withApp("advance", gitlab)) ?? "",
      /\(https:\/\/gitlab\.acme\.io\/web\/shop\/-\/compare\/[0-9a-f]{40}\.\.\./,
    );
  });

  it("names them without a link where it is not, and none where there is one release", () => {
    assert.match(link(comment("advance")) ?? "", /^`[0-9a-f]{12}\.\.\.[0-9a-f]{12}`$/);
    assert.equal(link(comment("infrastructure")), undefined);
    assert.equal(link(withApp("finish")), undefined);
  });

  it("is staging's too", () => {
    const text = comment("staging");
    assert.match(text, /^### shop-staging: 1\.4\.0 → 1\.5\.0$/m);
    assert.match(link(text) ?? "", /^`[0-9a-f]{12}\.\.\.[0-9a-f]{12}`$/);
  });

  it("names the evidence that counted", () => {
    const text = comment("start");
    assert.match(text, /<summary>The evidence that counted: 16 items<\/summary>/);
    assert.match(text, /\| Code linting completed with no errors `cq-lint` \| verified \| 20\d\d-/);
    assert.doesNotMatch(comment("roll-back"), /evidence/);
  });

  it("says OK of what is well, once, and what was measured", () => {
    const text = comment("warned");
    assert.match(text, /\| OK \| 0 %, critical above 5 %, last 5 min, out of 15,000 \|/);
    assert.match(text, /\| OK \| 100 ms, critical above 500 ms, last 5 min \|/);
    assert.doesNotMatch(text, /\| open \||\| OK \| OK/);
    assert.match(text, /\| warning \| 1\.4 %/);
  });
});

describe("the events of a preview", () => {
  it("are refused where a line is none, without the line", () => {
    const broken = `${stream("unchanged")}{"config":"hunter2"\n`;
    assert.throws(
      () => readEvents(broken),
      (error: Error) => {
        assert.match(error.message, /^line \d+ is no event: expected what PULUMI_ENABLE_STREAMING/);
        assert.doesNotMatch(error.message, /hunter/);
        return true;
      },
    );
  });

  it("are refused where there are none", () => {
    assert.throws(() => readEvents("\n"), /there are no events/);
  });
});
