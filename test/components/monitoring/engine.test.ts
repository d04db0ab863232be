import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MonitoringArgs } from "../../../components/monitoring/index.ts";
import type { Store } from "../../../rehearsal/clouds/index.ts";
import { monitorsOf } from "../../../rollout/monitors.ts";
import { inClouds, type InClouds } from "../../engine/inClouds.ts";
import { root, type Workspace } from "../../engine/pulumi.ts";
import * as given from "./given.ts";

/** What is declared, by signal. `make declared` writes it anew; the diff is what a reviewer reads. */
const DECLARED = join(import.meta.dirname, "declared.json");

const program = (args: MonitoringArgs) => `
  import { Project } from "@pulumiverse/vercel/project.js";
  import { Monitoring } from ${JSON.stringify(join(root, "components/monitoring/index.ts"))};

  const project = new Project("project", { name: "shop" });
  const drain = { projectId: project.id, site: "datadoghq.com", apiKey: "hush" };
  const args = ${JSON.stringify(args)};
  // As in production, it is known once something else is made.
  const hosts = { ...args.hosts, entry: project.id.apply(() => args.hosts.entry) };
  const { monitorIds, dashboardUrl } = new Monitoring("monitoring", { ...args, hosts, drain });
  export { monitorIds, dashboardUrl };
`;

describe("monitoring through the engine", () => {
  let opened: InClouds;
  let w: Workspace;
  let store: Store;

  beforeEach(async () => {
    opened = await inClouds();
    ({ w, store } = opened);
  });

  afterEach(() => opened.close());

  const run = (args: MonitoringArgs, ...command: string[]) => opened.run(program(args), ...command);

  for (const signal of ["apm", "logs"] as const) {
    it(`is declared on ${signal}, stays as it is, and leaves nothing`, async () => {
      const args = { ...given.monitoring, signal };
      const { code, output } = await run(args, "up", "--yes");
      assert.equal(code, 0, output);
      assert.doesNotMatch(output, /warning:/);
      await compare(signal, held());

      const state = await w.run("stack", "export");
      assert.doesNotMatch(state.stdout, /hush/);
      const ids = await w.run("stack", "output", "--json");
      const { monitorIds } = JSON.parse(ids.stdout) as { monitorIds: Record<string, string> };
      assert.deepEqual(
        Object.keys(monitorIds).sort(),
        monitorsOf({ signal, twoReleases: true, lacking: {} })
          .map(({ key }) => key)
          .sort(),
      );
      for (const id of Object.values(monitorIds)) assert.match(id, /^[1-9]\d+$/);

      const again = await run(args, "up", "--yes", "--skip-preview", "--expect-no-changes");
      assert.equal(again.code, 0, again.output);
      const gone = await w.run("destroy", "--yes", "--skip-preview");
      assert.equal(gone.code, 0, gone.stdout);
      assert.deepEqual(store.resources(), []);
    });
  }

  it("says in a preview all that Datadog would refuse, and declares nothing", async () => {
    const thresholds = {
      ...given.thresholds,
      errorRate: { warning: 5, critical: 5 },
      latency: { warning: 200, critical: 20_000 },
    };
    const { code, output } = await run({ ...given.monitoring, thresholds }, "preview");
    assert.notEqual(code, 0);
    assert.match(output, /the monitor error-rate: monitorThresholds\.warning 5 is not less/);
    assert.match(
      output,
      /the monitor latency: query compares a trace's time with 20: it is in seconds/,
    );
    assert.doesNotMatch(output, /at .*monitors\.ts/);
  });

  it("says so of the entry point's check too, before the entry point is known", async () => {
    const checks = { ...given.monitoring.checks, locations: [] } as MonitoringArgs["checks"];
    const { code, output } = await run({ ...given.monitoring, checks }, "preview");
    assert.notEqual(code, 0);
    assert.match(output, /the check canary-entry: locations is empty/);
    assert.match(output, /the check public-health: locations is empty/);
  });

  /** What the clouds hold, without what they made up. */
  function held() {
    return store
      .resources()
      .filter(({ type }) => type !== "vercel:index/project:Project")
      .map(({ type, outputs }) => ({ type, ...outputs }))
      .map((resource) => JSON.parse(JSON.stringify(resource), existing) as object)
      .map((resource) => JSON.stringify(resource))
      .sort()
      .map((text) => JSON.parse(text) as unknown);
  }
});

const MADE_UP = ["monitorId", "secret", "url", "sloId", "projectIds"];

function existing(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const isOwn = key === "url" && typeof value === "string" && !value.startsWith("/dashboard/");
  return MADE_UP.includes(key) && !isOwn ? undefined : value;
}

async function compare(signal: string, held: unknown): Promise<void> {
  const text = await readFile(DECLARED, "utf8").catch(() => "{}");
  const declared = JSON.parse(text) as Record<string, unknown>;
  if (process.env["UPDATE_DECLARED"] === "1") {
    await writeFile(DECLARED, `${JSON.stringify({ ...declared, [signal]: held }, null, 2)}\n`);
  } else {
    assert.deepEqual(held, declared[signal]);
  }
}
