import assert from "node:assert/strict";
import { edit, named, type Release } from "../../../rehearsal/stackFile.ts";
import { old } from "../../engine/production.ts";
import { RECORD, recordOf, startLiveSite, type LiveSite } from "./liveSite.ts";

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
    site.insert("vercel:index/customEnvironment:CustomEnvironment", "env_qa", {
      ...{ projectId: "prj_live", name: "qa", description: "" },
      branchTracking: { type: "equals", pattern: "next" },
    });
    site.insert("vercel:index/projectDomain:ProjectDomain", HOST, {
      ...{ projectId: "prj_live", domain: HOST, customEnvironmentId: "env_qa" },
      ...{ verified: true, verifications: [] },
    });
    site.insert(VARIABLE, "env_staging", {
      ...{ projectId: "prj_live", key: "SITE_URL", value: `https://${HOST}`, sensitive: false },
      customEnvironmentIds: ["env_qa"],
    });
    site.insert(ALIAS, "alias_staging", { alias: HOST, deploymentId: deployment });
    site.insert(RECORD, "d".repeat(32), recordOf(HOST));
    const { code, output } = await workspace.canary("adopt", "--yes", "--stack", "staging");
    assert.equal(code, 0, output);
    assert.match(output, /^CustomEnvironment +staging +prj_live\/qa$/m);
    assert.match(output, /^ProjectEnvironmentVariable +staging-SITE_URL +prj_live\/env_staging$/m);
    assert.match(output, /^imported 4;/m);
    const calls = store.calls().map(({ type, operation }) => `${operation} ${type}`);
    assert.deepEqual(calls.sort(), [`create ${ALIAS}`, `update ${RECORD}`]);
  });
});
