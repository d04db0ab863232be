import assert from "node:assert/strict";
import { vercelCredentials } from "../../../../cli/doctor/checks/vercelCredentials.ts";
import { vercelHosts } from "../../../../cli/doctor/checks/vercelHosts.ts";
import { vercelPlan } from "../../../../cli/doctor/checks/vercelPlan.ts";
import { vercelProject } from "../../../../cli/doctor/checks/vercelProject.ts";
import { vercelReleases } from "../../../../cli/doctor/checks/vercelReleases.ts";
import { NoCredentials } from "../../../../cli/doctor/clouds.ts";
import { TYPES } from "../../../../cli/doctor/inState.ts";
import { PermissionMissing } from "../../../../vendors/failures.ts";
import type { VercelDeployment, VercelProject } from "../../../../vendors/vercel.ts";
import { exampleConfig } from "../context.ts";
import { observed, giving, inState } from "../fakeClouds.ts";

const project: VercelProject = { id: "prj_1", name: "shop", accountId: "usr_1" };
const own = { resources: giving([inState(TYPES.project, "prj_1", { name: "shop" })]) };
const { stable } = exampleConfig().releases;
const deployment: VercelDeployment = {
  ...{ id: stable.deployment, url: "shop-1.vercel.app", readyState: "READY" },
  ...{ target: "production", projectId: "prj_1", createdAt: 0 },
  ...{ commit: stable.commit, branch: "main" },
};

describe("the Vercel token", () => {
  it("is in order of a member, and a fault of whoever may only look", async () => {
    const as = (role: string) =>
      observed(vercelCredentials, { standing: giving({ plan: "pro", role }) });
    assert.match(await as("MEMBER"), /^ok: /);
    assert.match(await as("VIEWER"), /^fault: the token's user is VIEWER .*access-roles$/);
    assert.match(await as("CONTRIBUTOR"), /^unknown: .*project's administrator/);
  });

  it("is named where it is missing, and where the team is out of its reach", async () => {
    const missing = () => Promise.reject(new NoCredentials("none", "set it"));
    assert.match(
      await observed(vercelCredentials, { standing: missing }),
      /^fault: VERCEL_API_TOKEN is not set/,
    );
    const refused = new PermissionMissing({
      ...{ vendor: "Vercel", what: "read the team team_1", said: "403 Not authorized" },
      ...{ permission: "a token with the scope of that team", docs: "https://vercel.com/docs" },
    });
    assert.match(
      await observed(vercelCredentials, { standing: () => Promise.reject(refused) }),
      /^fault: Vercel refuses to read the team team_1 .*VERCEL_API_TOKEN: a token with the scope/,
    );
  });

  it("is checked for the team in the state where the stack file is broken", async () => {
    const queried: (string | undefined)[] = [];
    const standing = (team: string | undefined) => {
      queried.push(team);
      return Promise.resolve({ plan: "pro", role: "OWNER" });
    };
    const resources = giving([inState(TYPES.alias, "a", { teamId: "team_9" })]);
    await observed(vercelCredentials, { standing }, { config: undefined, resources });
    assert.deepEqual(queried, ["team_9"]);
  });
});

describe("Vercel's plan", () => {
  it("is a fault where it lacks skew protection or a drain, by the key that needs it", async () => {
    const on = (plan: string) => giving({ plan, role: "OWNER" });
    assert.match(await observed(vercelPlan, { standing: on("pro") }), /^ok: pro has/);
    assert.match(
      await observed(vercelPlan, { standing: on("hobby") }),
      /^fault: the team is on hobby, and vercel\.skewProtection is configured \| the plan pro or enterprise .*leave vercel\.skewProtection out/,
    );
    const config = exampleConfig({
      vercel: { project: "shop" },
      monitoring: { ...drained, drain: true },
    });
    assert.match(
      await observed(vercelPlan, { standing: on("hobby") }, { config }),
      /^fault: .*monitoring\.drain is configured/,
    );
    const plain = exampleConfig({ vercel: { project: "shop" } });
    assert.match(await observed(vercelPlan, {}, { config: plain }), /^ok: nothing is configured/);
  });
});

const drained = { none: "not there yet" };

describe("the Vercel project", () => {
  const at = (facts: Partial<VercelProject> | undefined, more = {}) =>
    observed(
      vercelProject,
      { vercel: { project: giving(facts && { ...project, ...facts }) } },
      more,
    );

  it("is a fault where it is there and not in the state: it is to be imported", async () => {
    assert.match(await at({}, own), /^ok: shop is this stack's/);
    assert.match(await at({}), /^fault: the project shop is there, .*canary adopt imports it/);
    assert.match(await at(undefined), /^ok: shop is free/);
    assert.match(await at(undefined, own), /^fault: Vercel has no project shop/);
  });

  it("is a fault where its protection covers the public host", async () => {
    const all = { ssoProtection: { deploymentType: "all" } };
    assert.match(await at(all, own), /^fault: deployment protection of shop covers all/);
    const standard = { ssoProtection: { deploymentType: "prod_deployment_urls_and_all_previews" } };
    assert.match(await at(standard, own), /^ok/);
  });

  it("is a fault where skew protection has no system environment variables", async () => {
    assert.match(
      await at({ autoExposeSystemEnvs: false }, own),
      /^fault: the project does not expose system environment variables/,
    );
  });
});

describe("the deployments of the releases", () => {
  const at = (changes: Partial<VercelDeployment> | undefined, live?: string, more = {}) =>
    observed(
      vercelReleases,
      {
        vercel: {
          project: giving(project),
          deployment: giving(changes && { ...deployment, ...changes }),
          alias: giving(
            live === undefined ? undefined : { uid: "1", alias: "www", deploymentId: live },
          ),
        },
      },
      more,
    );

  it("are faults where one is missing, not ready, another project's or another commit's", async () => {
    assert.match(await at({}, stable.deployment), /^ok: releases\.stable is dpl_/);
    assert.match(await at(undefined), /^fault: Vercel has no deployment dpl_\w+, which/);
    assert.match(
      await at({ readyState: "ERROR" }),
      /^fault: dpl_\w+ \(releases\.stable\) is ERROR/,
    );
    assert.match(await at({ projectId: "prj_2" }), /^fault: .* a deployment of another project/);
    assert.match(
      await at({ commit: "a".repeat(40) }),
      /^fault: dpl_\w+ was built from a{40}, .*write a{40} as releases\.stable\.commit/,
    );
  });

  it("are a fault where the first update would move everybody to another one", async () => {
    assert.match(
      await at({}, "dpl_live"),
      /^fault: www\.example\.com serves dpl_live now, and releases\.stable names dpl_/,
    );
    const resources = giving([inState(TYPES.alias, "a")]);
    assert.match(await at({}, "dpl_live", { resources }), /^ok/);
  });
});

describe("the hosts at Vercel", () => {
  it("are faults where another project has one, and where one redirects", async () => {
    const at = (owner: string, redirect: string | null) =>
      observed(vercelHosts, {
        vercel: {
          project: giving(project),
          alias: (host) => Promise.resolve({ uid: "1", alias: host, projectId: owner }),
          domains: giving([
            { name: "www.example.com", projectId: "prj_1", verified: true, redirect },
          ]),
        },
      });
    assert.match(await at("prj_1", null), /^ok: 3 hosts/);
    assert.match(
      await at("prj_2", null),
      /^fault: www\.example\.com is a domain of another Vercel project \(prj_2\)/,
    );
    assert.match(
      await at("prj_1", "example.com"),
      /^fault: www\.example\.com redirects to example/,
    );
  });
});
