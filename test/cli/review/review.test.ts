import assert from "node:assert/strict";
import { readEvents } from "../../../cli/review/events.ts";
import { markdownOf } from "../../../cli/review/markdown.ts";
import { reviewOf } from "../../../cli/review/review.ts";
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
    const words = "soak: 1.5.0 has held 10 % for 1 min of 10 min; wait 9 min, until …";
    const text = comment(
      "advance",
      error(words, ROLLOUT),
      policyEvent("mandatory", `The soak is over.\n${words}`, "rollout-soak"),
    );
    assert.equal(text.split("wait 9 min").length, 2);
    assert.doesNotMatch(text, /Policies refuse it/);
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
    const missing = "evidence: … was not shown; …\nclose-out: … was not shown; …\nsoak: …";
    assert.ok(reviewed("advance").numbers.includes("evidence 1 of 1"));
    const { numbers } = reviewed("advance", error(missing, ROLLOUT));
    assert.ok(numbers.includes("evidence 1 of 3"), numbers.join());
  });

  it("names no soak, gate and evidence for what is no rise", () => {
    for (const name of ["prepare", "step-back", "roll-back", "finish", "infrastructure"])
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

  it("names paths, and no value of a property", () => {
    const text = comment(
      "unchanged",
      steps(
        "update",
        "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
        "production-KEY",
        {
          old: { inputs: { value: "hunter1" }, outputs: {} },
          new: { inputs: { value: "hunter2" }, outputs: {} },
          detailedDiff: { value: { diffKind: "update" } },
        },
      ),
    );
    assert.match(text, /\| update \| `production-KEY` ProjectEnvironmentVariable \| `value` \|/);
    assert.doesNotMatch(text, /hunter/);
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
  const withConfig = (event: object) => {
    const [first = "", ...rest] = stream("advance").split("\n");
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

  it("is cut to what GitHub takes", () => {
    const many = Array.from({ length: 2000 }, (_, at) => steps("delete", "a:b/c:D", `name-${at}`));
    const text = comment("advance", ...many);
    assert.ok(text.length <= 65_536);
    assert.match(text, /The rest is cut/);
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
