import assert from "node:assert/strict";
import { fresh, type Production, traffic } from "./production.ts";

describe("the event of a transition, through the engine", () => {
  let production: Production;
  afterEach(() => production.close());

  /** Production at a stage, in the hands of a CI run. */
  const at = async (stage: string) => {
    production = await traffic(stage);
    Object.assign(production.workspace.env, {
      GITHUB_TRIGGERING_ACTOR: "grace",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "example/shop",
      GITHUB_RUN_ID: "42",
    });
    return production.datadog.events().length;
  };
  /** What was posted since, its text apart. */
  const posted = (before: number) => production.datadog.events().slice(before);
  const tags = (version: string, kind: string) => [
    "service:shop",
    "env:production",
    "canary_stack:canary/production",
    `version:${version}`,
    `kind:${kind}`,
  ];
  const BY = "By: grace";
  const LINK = "Link: https://github.com/example/shop/actions/runs/42";

  it("is one for an advance, with who, what, the numbers and where; none for a preview and a hold", async () => {
    const before = await at("10");
    await production.edit({ percentage: 25 });
    assert.equal((await production.up()).code, 0);
    const [event, ...more] = posted(before);
    assert.deepEqual(more, []);
    const { text, ...rest } = event as { text: string };
    assert.deepEqual(rest, {
      title: "1.5.0: 10 % -> 25 % of traffic (advance)",
      alert_type: "info",
      tags: tags("1.5.0", "advance"),
    });
    assert.equal(
      text
        .replace(/since \S+,/, "since then,")
        // As long as the stage has held, which is as fast as this machine.
        .replace(/of [\d,]+ requests measured/, "of some requests measured")
        .replace(/requests of 1\.5\.0 [\d,]+ since/, "requests of 1.5.0 some since"),
      [
        BY,
        "Gate: Error rate 0 %, critical above 5 %, last 5 min, 5,000 requests",
        "Gate: Response time (p95) 100 ms, critical above 500 ms, last 5 min",
        "Gate: Response time, canary to stable 0.75 x, critical above 2 x, last 5 min",
        "Gate: New kinds of errors OK, critical at or above 1, last 5 min",
        "Gate: Security findings 0, critical above 0, last 24 h",
        "Gate: requests of 1.5.0 some since then, at least 100 needed",
        "Gate: share of 1.5.0 50 % of some requests measured, 10 % declared",
        LINK,
      ].join("\n"),
    );

    assert.equal((await production.up("--skip-preview")).code, 0);
    assert.equal(posted(before).length, 1, "a hold posts nothing");
    assert.equal((await production.workspace.pulumi("preview", "--stack", "production")).code, 0);
    await production.edit({ percentage: 50 });
    production.show([]);
    assert.equal((await production.workspace.pulumi("preview", "--stack", "production")).code, 0);
    assert.equal(posted(before).length, 1, "a preview posts nothing");
  });

  it("is none for an increase that is refused", async () => {
    const before = await at("10");
    production.closeGate();
    await production.edit({ percentage: 25 });
    assert.notEqual((await production.up("--skip-preview")).code, 0);
    assert.deepEqual(posted(before), []);
  });

  it("has the words of the block that was applied", async () => {
    const before = await at("50");
    const instant = new Date().toISOString();
    const rollback = { release: fresh.deployment, trigger: "errors", reason: "checkout fails" };
    await production.edit({ percentage: 0, set: { rollback: { ...rollback, at: instant } } });
    assert.equal((await production.up("--skip-preview")).code, 0);
    assert.deepEqual(posted(before), [
      {
        title: "1.5.0: 50 % -> 0 % of traffic, everyone on 1.4.0 (roll back)",
        text: `${BY}\nWhy: errors: checkout fails\n${LINK}`,
        alert_type: "error",
        tags: tags("1.5.0", "roll_back"),
      },
    ]);
    const resume = { release: fresh.deployment, rootCause: "a backup ran", by: "Ada" };
    await production.edit({ set: { resume: { ...resume, at: instant } } });
    assert.equal((await production.up("--skip-preview")).code, 0);
    assert.equal(posted(before)[1]?.["text"], `${BY}\nWhy: a backup ran (Ada)\n${LINK}`);
  });

  it("fails no update where Datadog refuses it, hangs or cannot be reached, and says so", async () => {
    const before = await at("10");
    for (const [kind, percentage, why] of [
      [500, 25, "500 Internal Server Error"],
      ["hang", 50, "no answer within 4 s"],
      ["unreachable", 75, "127.0.0.1:\\d+ cannot be reached: .*"],
    ] as const) {
      production.datadog.fault({ kind, call: "events", times: "always" });
      await production.edit({ percentage });
      const { code, output } = await production.up("--skip-preview");
      assert.equal(code, 0, output);
      assert.match(
        output,
        new RegExp(`^ +warning: the event of this advance was not posted: ${why}$`, "m"),
      );
      assert.equal((await production.record()).percentage, percentage);
      production.datadog.clearFaults();
    }
    assert.deepEqual(posted(before), []);
  });
});
