import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { ITEMS } from "../../checklist/items.ts";
import { describeCoverage } from "../../checklist/describe.ts";
import { named, type Release } from "../../rehearsal/stackFile.ts";
import { fresh, type Production, production } from "./production.ts";

interface Line {
  id: string;
  state: string;
  by: string;
  since?: string;
  todo?: string;
}

describe("./canary checklist through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  const checklist = async (...args: string[]) => {
    const { code, output } = await running.workspace.canary(
      "checklist",
      "--format",
      "json",
      ...args,
    );
    assert.equal(code, 0, output);
    return JSON.parse(output.slice(output.indexOf("[\n"))) as Line[];
  };
  const of = (lines: readonly Line[], id: string) => {
    const line = lines.find((one) => one.id === id);
    assert.ok(line, id);
    return line;
  };

  it("finds every resource that covers an item, and every command", async () => {
    running = await production("prepared");
    const { deployment: id, ...release } = await named<Release>(
      running.workspace,
      "staging",
      "release",
    );
    running.store.deployment({ project: "shop-staging", id, ...release });
    const up = await running.workspace.pulumi(
      "up",
      "--yes",
      "--skip-preview",
      "--stack",
      "staging",
    );
    assert.equal(up.code, 0, up.output);
    const held = new Map<string, Set<string>>();
    for (const stack of ["production", "staging"]) {
      const { output } = await running.workspace.pulumi("stack", "export", "--stack", stack);
      const { deployment } = JSON.parse(output) as {
        deployment: { resources: { type: string; urn: string }[] };
      };
      held.set(
        stack,
        new Set(
          deployment.resources.flatMap(({ type, urn }) => [
            type,
            `${type} ${urn.slice(urn.lastIndexOf("::") + 2)}`,
          ]),
        ),
      );
    }
    const { output: help } = await running.workspace.canary("--help");
    for (const { id, coveredBy } of ITEMS) {
      for (const coverage of coveredBy) {
        const message = `${id}: ${describeCoverage(coverage)}`;
        if (coverage.by === "resource") {
          const { type, name, stack = "production" } = coverage;
          assert.ok(held.get(stack)?.has(name === undefined ? type : `${type} ${name}`), message);
        }
        if (coverage.by === "procedure")
          assert.match(help, new RegExp(`^ +${coverage.command.replace("./canary ", "")} `, "m"));
      }
    }
    const lines = await checklist();
    assert.deepEqual(
      lines.map(({ id }) => id),
      ITEMS.map(({ id }) => id),
    );
    const unmet = lines.filter(({ state }) => state === "unmet" || state === "stale");
    assert.deepEqual(unmet, []);
    assert.equal(of(lines, "stake-dev").state, "met");
    assert.match(of(lines, "stake-dev").since ?? "", /^\d{4}-/);
  });

  it("says what a start lacks, and what cannot be read", async () => {
    running = await production("prepared");
    running.show(["cq-lint"]);
    await running.edit({
      set: {
        approvers: ["Alex Doe"],
        exemptions: [
          {
            item: "env-redis-cleared",
            by: "Alex Doe",
            reason: "none here",
            expires: "2999-01-01T00:00:00Z",
          },
          {
            item: "test-health-endpoints",
            by: "Alex Doe",
            reason: "x",
            expires: "2999-01-01T00:00:00Z",
          },
        ],
      },
    });
    const lines = await checklist("--for", "start");
    assert.equal(lines.length, 17);
    const lint = of(lines, "cq-lint");
    assert.equal(lint.state, "unmet");
    assert.match(lint.by, /: missing$/);
    assert.match(lint.todo ?? "", /\.\/canary verify cq-lint$/);
    assert.equal(of(lines, "env-redis-cleared").state, "exempt");
    assert.equal(of(lines, "test-health-endpoints").state, "met");

    await writeFile(running.evidence(fresh), "{");
    await running.edit({ set: { percentage: "25%" } });
    const { code, output } = await running.workspace.canary("checklist", "--for", "start");
    assert.equal(code, 0);
    assert.match(output, /the stack file: .*percentage is "25%"/s);
    assert.match(output, /^✘ cq-tsc \(unmet\): /m);
    assert.match(output, /17 items: .*unmet/);
  });

  it("goes on with the rollout, and measures what the next increase asks", async () => {
    running = await production("10");
    const at10 = await checklist("--for", "25");
    assert.equal(of(at10, "canary-error-rates").state, "met");
    assert.equal(of(at10, "canary-user-flows").state, "met");
    assert.equal(of(at10, "roll-25").state, "not yet needed");
    running.closeGate();
    const closed = await checklist("--for", "25");
    assert.equal(of(closed, "canary-error-rates").state, "unmet");
    assert.match(of(closed, "canary-error-rates").by, /Error rate 6\.2 %/);
    const unqueried = await checklist("--for", "25", "--no-gate");
    assert.match(of(unqueried, "canary-error-rates").by, /not queried \(--no-gate\)/);
    assert.equal(of(await checklist("--no-gate"), "cq-unit-tests").state, "met");
    const markdown = await running.workspace.canary(
      "checklist",
      "--format",
      "markdown",
      "--for",
      "25",
    );
    assert.match(markdown.output, /^\| unmet \| Monitor error rates \(`canary-error-rates`\) \|/m);
  });
});
