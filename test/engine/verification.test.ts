import assert from "node:assert/strict";
import { production, type Production } from "./production.ts";

describe("what a roll back says of itself, through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const rollback = (...args: string[]) =>
    running.workspace.canary("rollback", "--yes", "--reason", "checkout fails", ...args);

  /** How a line of the checklist stands. */
  const line = (output: string, item: string) =>
    new RegExp(`^ +${item} {2,}(.*)$`, "m").exec(output)?.[1] ?? "";

  it("how the checklist stands, and Datadog is notified", async () => {
    running = await production("50");
    running.workspace.env["GITHUB_ACTOR"] = "grace";
    const before = running.datadog.events().length;
    running.datadog.setMonitorState("error-rate", {
      state: "OK",
      group: "version:1.4.0",
      value: 0.4,
    });
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    const at = String.raw`at \d+\.\d s`;
    for (const [item, state] of [
      ["Halt deployment", `done ${at}: 1\\.5\\.0 is halted`],
      ["Identify root cause", "yours to do: ./canary resume --root-cause requires it"],
      ["Execute rollback script", `done ${at}: weights and aliases, read back`],
      ["Verify rollback success", `verified ${at}: DNS leads to stable \\(1 of 1 name servers\\)`],
      ["Monitor post-rollback health", "yours to do: watch https://app.datadoghq.com/dashboard/"],
      ["Communicate status to stakeholders", `done ${at}: an event at Datadog; yours to do`],
      [
        "Previous version deployed",
        "NOT verified: the stack file has health.probe: false; see https://www.example.com/api/health",
      ],
      [
        "Application health verified",
        "NOT verified: the stack file has health.probe: false; see https://www.example.com/api/health",
      ],
      ["User flows tested", "yours to do: sign in and order at https://www.example.com"],
      ["Performance metrics restored", `OK ${at}: 100 ms, critical above 500 ms.*; watch it`],
      ["Error rates normalized", `OK ${at}: 0.4 %, critical above 5 %.*; watch it`],
    ] as const)
      assert.match(line(output, item), new RegExp(`^${state}`), item);
    const [event, ...more] = running.datadog.events().slice(before);
    assert.deepEqual(more, []);
    assert.equal(event?.["title"], "1.5.0: 50 % -> 0 % of traffic, everyone on 1.4.0 (roll back)");
    assert.match(
      String(event["text"]),
      /^By: grace\nWhy: observed by the engineer on call: checkout fails(\nLink: .*)?$/,
    );

    // The first may have been ended before it notified Datadog, so the second notifies it too: the same.
    assert.equal((await rollback()).code, 0);
    const [, again, ...others] = running.datadog.events().slice(before);
    assert.deepEqual(others, []);
    assert.equal(again?.["title"], event["title"]);
  });

  it("what it could not verify and why, with Datadog gone and DNS wrong; it exits 0 all the same", async () => {
    running = await production("50");
    running.datadog.fault({ kind: "hang", times: "always" });
    await running.edit({ set: { resolvers: ["127.0.0.1:9"] } });
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assert.deepEqual(running.held().weights, { stable: 100, canary: 0 });
    assert.match(output, /everyone is on 1\.4\.0, 1\.5\.0 is halted/);
    assert.match(
      line(output, "Verify rollback success"),
      /^NOT verified: no name server of the zone answers here \(127\.0\.0\.1:9: /,
    );
    assert.match(
      line(output, "Communicate status to stakeholders"),
      /^NOT done: the event was not posted \(no answer within 4 s\)/,
    );
    for (const item of ["Performance metrics restored", "Error rates normalized"])
      assert.match(line(output, item), /^NOT verified: Datadog: .*no answer within/);
  });

  it("works from the state where the stack file says nothing", async () => {
    running = await production("10");
    await running.edit({ set: { datadog: null, health: null, resolvers: null, percentage: "x" } });
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assert.match(line(output, "Verify rollback success"), /^(NOT )?verified/);
    assert.match(line(output, "Previous version deployed"), /^NOT verified: (no answer|it )/);
    assert.match(
      line(output, "Error rates normalized"),
      /^NOT verified: Datadog: the stack file names no site/,
    );
    assert.match(
      line(output, "Communicate status to stakeholders"),
      /the stack file names no Datadog site/,
    );
  });

  it("a halt likewise, where it stands and who is notified", async () => {
    running = await production("25");
    const before = running.datadog.events().length;
    const { code, output } = await running.workspace.canary("halt", "--yes", "--reason", "slow");
    assert.equal(code, 0, output);
    assert.match(line(output, "Halt deployment"), /^done at \d+\.\d s: 1\.5\.0 stays at 25 %/);
    assert.match(
      line(output, "Communicate status to stakeholders"),
      /^done at .* an event at Datadog/,
    );
    const [event] = running.datadog.events().slice(before);
    assert.equal(event?.["title"], "1.5.0: halted at 25 % of traffic (halt)");
    assert.match(String(event["text"]), /^Why: slow$/m);
  });
});
