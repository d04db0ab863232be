import assert from "node:assert/strict";
import { accepts, refuses } from "./refusal.ts";
import * as a from "./samples.ts";
import type { Stand } from "./stand.ts";

refuses("Vercel", [
  {
    it: "a project's name twice",
    when: async (clouds) => {
      await clouds.create(a.PROJECT, a.project(), "first");
      return clouds.create(a.PROJECT, a.project(), "second");
    },
    says: /Could not create project, unexpected error: conflict - Project "shop" already exists/,
  },
  {
    it: "a domain of another project",
    when: async (clouds) => {
      await a.ready(clouds);
      const { id } = await clouds.create(a.PROJECT, a.project({ name: "other" }), "other");
      return clouds.create(a.DOMAIN, { projectId: id, domain: a.HOST });
    },
    says: /domain_already_in_use - Cannot add www\.example\.com since it's already in use/,
  },
  ...[
    { it: "a domain", type: a.DOMAIN, inputs: { projectId: "prj_none", domain: a.HOST } },
    { it: "a variable", type: a.VARIABLE, inputs: a.variable("prj_none") },
  ].map(({ it, type, inputs }) => ({
    it: `${it} of no project`,
    when: (clouds: Stand) => clouds.create(type, inputs),
    says: /Could not find project/,
  })),
  {
    it: "an alias on a host that is no project's domain",
    when: async (clouds) => {
      await a.ready(clouds);
      return clouds.create(a.ALIAS, { alias: "other.example.com", deploymentId: "dpl_1" });
    },
    says: /Could not create alias, .*not_found - The domain used for the alias was not found/,
  },
  {
    it: "an alias to no deployment, also in an update",
    when: async (clouds) => {
      await a.ready(clouds);
      const { id } = await clouds.create(a.ALIAS, { alias: a.HOST, deploymentId: "dpl_1" });
      return clouds.update(a.ALIAS, id, { alias: a.HOST, deploymentId: "dpl_none" });
    },
    says: /Could not update alias, .*not_found - The deployment was not found/,
  },
  {
    it: "a variable twice for one target",
    when: async (clouds) => {
      const projectId = await a.ready(clouds);
      await clouds.create(a.VARIABLE, a.variable(projectId), "first");
      const targets = ["preview", "production"];
      return clouds.create(a.VARIABLE, a.variable(projectId, { targets }), "second");
    },
    says: /ENV_CONFLICT - A variable with the name `SITE_URL` already exists for the target production/,
  },
  {
    it: "a variable twice in one custom environment",
    when: async (clouds) => {
      const projectId = await a.ready(clouds);
      const { id } = await clouds.create(a.ENVIRONMENT, { projectId, name: "staging" });
      const there = { targets: undefined, customEnvironmentIds: [id] };
      await clouds.create(a.VARIABLE, a.variable(projectId, there), "first");
      return clouds.create(a.VARIABLE, a.variable(projectId, there), "second");
    },
    says: /ENV_CONFLICT - A variable with the name `SITE_URL` already exists/,
  },
  {
    it: "a variable of a branch for another target than preview",
    when: async (clouds) => {
      const projectId = await a.ready(clouds);
      return clouds.create(a.VARIABLE, a.variable(projectId, { gitBranch: "staging" }));
    },
    says: /target must be preview where gitBranch is named/,
  },
  ...["production", "preview"].map((name) => ({
    it: `a custom environment named ${name}`,
    when: async (clouds: Stand) =>
      clouds.create(a.ENVIRONMENT, { projectId: await a.ready(clouds), name }),
    says: /Could not create custom environment/,
  })),
  {
    it: "a custom environment's name twice",
    when: async (clouds) => {
      const projectId = await a.ready(clouds);
      await clouds.create(a.ENVIRONMENT, { projectId, name: "staging" }, "first");
      return clouds.create(a.ENVIRONMENT, { projectId, name: "staging" }, "second");
    },
    says: /Could not create custom environment/,
  },
  {
    it: "a variable in a custom environment that the project does not have",
    when: async (clouds) => {
      const projectId = await a.ready(clouds);
      const there = { targets: undefined, customEnvironmentIds: ["env_none"] };
      return clouds.create(a.VARIABLE, a.variable(projectId, there));
    },
    says: /Could not create project environment variable, .*The custom environment env_none/,
  },
  {
    it: "a domain of another project's custom environment",
    when: async (clouds) => {
      const projectId = await a.ready(clouds);
      const other = await clouds.create(a.PROJECT, a.project({ name: "other" }), "other");
      const theirs = { projectId: other.id, name: "staging" };
      const { id } = await clouds.create(a.ENVIRONMENT, theirs);
      const domain = "staging.example.com";
      return clouds.create(a.DOMAIN, { projectId, domain, customEnvironmentId: id }, "staging");
    },
    says: /Could not add domain staging\.example\.com .*not_found - The custom environment/,
  },
]);

accepts("Vercel", {
  "an alias that is taken from where it pointed": async (clouds) => {
    await a.ready(clouds);
    await clouds.create(a.ALIAS, { alias: a.HOST, deploymentId: "dpl_1" }, "first");
    await clouds.create(a.ALIAS, { alias: a.HOST, deploymentId: "dpl_2" }, "second");
    const held = clouds.store.resources(a.ALIAS).map(({ outputs }) => outputs["deploymentId"]);
    assert.deepEqual(held, ["dpl_2"]);
  },
  "an alias on Vercel's own domain": async (clouds) => {
    await a.ready(clouds);
    return clouds.create(a.ALIAS, { alias: "shop.vercel.app", deploymentId: "dpl_1" });
  },
  "a variable again for the previews of a branch": async (clouds) => {
    const projectId = await a.ready(clouds);
    await clouds.create(a.VARIABLE, a.variable(projectId), "first");
    const there = { targets: ["preview"], gitBranch: "staging" };
    return clouds.create(a.VARIABLE, a.variable(projectId, there), "second");
  },
  "a variable again in a custom environment": async (clouds) => {
    const projectId = await a.ready(clouds);
    await clouds.create(a.VARIABLE, a.variable(projectId), "first");
    const { id } = await clouds.create(a.ENVIRONMENT, { projectId, name: "staging" });
    const there = { targets: undefined, customEnvironmentIds: [id] };
    return clouds.create(a.VARIABLE, a.variable(projectId, there), "second");
  },
  "a variable twice for two targets": async (clouds) => {
    const projectId = await a.ready(clouds);
    await clouds.create(a.VARIABLE, a.variable(projectId), "first");
    return clouds.create(a.VARIABLE, a.variable(projectId, { targets: ["preview"] }), "second");
  },
});
