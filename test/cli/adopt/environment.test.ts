import assert from "node:assert/strict";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import { edit, named, type Release } from "../../../rehearsal/stackFile.ts";
import { old } from "../../engine/production.ts";
import { RECORD, startLiveSite, TARGET, ZONE_ID, type LiveSite } from "./liveSite.ts";

const HOST = "staging.example.com";
const ALIAS = "vercel:index/alias:Alias";
const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";

describe("canary adopt, of staging that is a custom environment of production's project", () => {
  let site: LiveSite;
  after(() => site.close());

  it("imports the environment with its host and variable, none of which it makes twice", async () => {
    site = await startLiveSite();
    const { store, workspace } = site.production;
    const { deployment } = await named<Release>(workspace, "staging", "release");
    await edit(workspace, "staging", {
      set: {
        vercel: { project: "shop", environment: "qa", branch: "next" },
        operations: null,
        secrets: null,
      },
    });
    store.deployment({ ...old, id: deployment, project: "shop" });
    const insert = (type: string, id: string, outputs: Properties) => {
      store.insert(type, id, id, outputs, "2026-01-31T12:00:00.000Z");
    };
    insert("vercel:index/customEnvironment:CustomEnvironment", "env_qa", {
      ...{ projectId: "prj_live", name: "qa", description: "" },
      branchTracking: { type: "equals", pattern: "next" },
    });
    insert("vercel:index/projectDomain:ProjectDomain", HOST, {
      ...{ projectId: "prj_live", domain: HOST, customEnvironmentId: "env_qa" },
      ...{ verified: true, verifications: [] },
    });
    insert(VARIABLE, "env_staging", {
      ...{ projectId: "prj_live", key: "SITE_URL", value: `https://${HOST}`, sensitive: false },
      customEnvironmentIds: ["env_qa"],
    });
    insert(ALIAS, "alias_staging", { alias: HOST, deploymentId: deployment });
    insert(RECORD, "d".repeat(32), {
      ...{ zoneId: ZONE_ID, name: HOST, type: "CNAME", content: TARGET, ttl: 60, proxied: false },
      ...{ settings: {}, tags: [] },
    });
    const { code, output } = await workspace.canary("adopt", "--yes", "--stack", "staging");
    assert.equal(code, 0, output);
    assert.match(output, /^CustomEnvironment +staging +prj_live\/qa$/m);
    assert.match(output, /^ProjectEnvironmentVariable +staging-SITE_URL +prj_live\/env_staging$/m);
    assert.match(output, /^imported 4;/m);
    const calls = store.calls().map(({ type, operation }) => `${operation} ${type}`);
    assert.deepEqual(calls.sort(), [`create ${ALIAS}`, `update ${RECORD}`]);
  });
});
