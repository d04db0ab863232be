import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { changesIn } from "../../rehearsal/changes.ts";
import { startInternet } from "../../rehearsal/internet/index.ts";
import { walkOf } from "../../rehearsal/load/walk.ts";
import { STAYING } from "../rehearsal/load/staying.ts";
import { USUAL } from "../../rehearsal/site/declared.ts";
import { named } from "../../rehearsal/stackFile.ts";
import { cloudflareZones } from "../../rehearsal/zones.ts";
import { CANARY, fresh, old, ORIGIN, production, PUBLIC, type Production } from "./production.ts";

const HOST = /::(production-canary-host|monitoring-origin-certificate)$/;
const ALIAS = "vercel:index/alias:Alias";

interface Resource {
  readonly urn: string;
  readonly id?: string;
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

/**
 * Take a stack back to before the canary host had a name of its own: one alias for both, which serves
 * what is prepared, one domain, one record, and a stack file that knows no other.
 */
async function before(production: Production): Promise<void> {
  const { workspace, store } = production;
  const file = join(workspace.directory, "state.json");
  await workspace.pulumi("stack", "export", "--stack", "production", "--file", file);
  const exported = JSON.parse(await readFile(file, "utf8")) as {
    deployment: { resources: Resource[] };
  };
  const { resources } = exported.deployment;
  const gone = resources.filter(({ urn }) => HOST.test(urn));
  assert.equal(gone.length, 4);
  for (const { type, id = "" } of gone) store.byHand({ type, id }, "delete");
  const left = (urns: readonly string[]) => urns.filter((urn) => !HOST.test(urn));
  const kept = resources
    .filter((one) => !gone.includes(one))
    .map((one) => ({
      ...one,
      dependencies: left(one.dependencies ?? []),
      propertyDependencies: Object.fromEntries(
        Object.entries(one.propertyDependencies ?? {}).map(([key, urns]) => [
          key,
          left(urns ?? []),
        ]),
      ),
    }));
  exported.deployment.resources = JSON.parse(
    JSON.stringify(kept).replaceAll(CANARY, ORIGIN),
  ) as Resource[];
  const origin = store.resources(ALIAS).find(({ outputs }) => outputs["alias"] === ORIGIN);
  assert.ok(origin);
  store.byHand(origin, { deploymentId: fresh.deployment });
  const alias = exported.deployment.resources.find(({ urn }) =>
    urn.endsWith(`${ALIAS}::production-canary`),
  ) as unknown as Record<"inputs" | "outputs", { deploymentId: string }>;
  alias.inputs.deploymentId = alias.outputs.deploymentId = fresh.deployment;
  await writeFile(file, JSON.stringify(exported));
  const imported = await workspace.pulumi(
    "stack",
    "import",
    "--stack",
    "production",
    "--file",
    file,
  );
  assert.equal(imported.code, 0, imported.output);
  await production.edit({ set: { hosts: { public: PUBLIC, canary: ORIGIN } } });
}

describe("a stack from before the canary host had a name of its own", () => {
  let running: Production;
  afterEach(() => running.close());

  it("takes it up at 0 % without an interruption or a replacement, and nobody meets what is prepared", async () => {
    running = await production("prepared");
    await before(running);
    const internet = await startInternet({
      file: running.file,
      zones: await cloudflareZones(running.workspace.directory),
      names: await named(running.workspace, "production", "monitoring"),
      scale: 60,
    });
    try {
      const load = await internet.visit({
        hosts: [PUBLIC],
        ...{ rate: 20, walk: walkOf(USUAL), clients: STAYING },
      });
      await running.until(async () => ((await load.look()).versions[fresh.version] ?? 0) > 0);
      await load.take();

      const record = await running.record();
      const log = join(running.workspace.directory, "events.json");
      const { code, output } = await running.up("--skip-preview", "--event-log", log);
      assert.equal(code, 0, output);
      await running.until(async () => {
        const { stable, lasting } = await load.look();
        return stable.requests > 50 && lasting.requests > 5;
      });
      const { stable, canary, lasting } = await load.take();
      assert.deepEqual([stable.failures, canary.failures, lasting.failed], [{}, {}, 0]);

      const changed = await changesIn(log);
      assert.deepEqual(
        changed.filter(({ op }) => op !== "create" && op !== "update"),
        [],
      );
      assert.ok(!changed.some(({ type }) => type === "Distribution"));
      assert.deepEqual(await running.record(), record);
      assert.deepEqual(running.held(), {
        weights: { stable: 100, canary: 0 },
        hosts: {
          [PUBLIC]: old.deployment,
          [ORIGIN]: old.deployment,
          [`prepared.${ORIGIN}`]: fresh.deployment,
        },
      });

      await load.take();
      await running.until(async () => (await load.look()).lasting.requests > 12);
      assert.deepEqual(Object.keys((await load.look()).versions), [old.version]);
    } finally {
      await internet.close();
    }
  });

  it("is rolled back before it has taken it up", async () => {
    running = await production("25");
    await before(running);
    const { code, output } = await running.workspace.canary("rollback", "--yes");
    assert.equal(code, 0, output);
    assert.match(output, /at once +everyone, with the next request/);
    assert.deepEqual(running.held(), {
      weights: { stable: 100, canary: 0 },
      hosts: { [PUBLIC]: old.deployment, [ORIGIN]: old.deployment },
    });
  });
});
