import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, startClouds, type Clouds, type Store } from "../../rehearsal/clouds/index.ts";
import { createWorkspace, POLICIES, type Workspace } from "../../rehearsal/workspace.ts";
import { edit, named, type Release } from "../../rehearsal/stackFile.ts";
import { EXAMPLE } from "../example.ts";

const VERCEL = "vercel:index";
const VARIABLE = `${VERCEL}/projectEnvironmentVariable:ProjectEnvironmentVariable`;

/** What Vercel holds of a type, by the name in the stack file. */
type Props = Readonly<Record<string, unknown>>;

describe("Staging in production's Vercel project", () => {
  let directory: string;
  let clouds: Clouds;
  let store: Store;
  let workspace: Workspace;
  let release: Release;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "canary-part-"));
    clouds = await startClouds({ file: join(directory, "clouds.sqlite") });
    store = openStore(clouds.file);
    workspace = await createWorkspace(directory, {
      project: EXAMPLE,
      debugProviders: clouds.debugProviders,
      datadogHost: "http://127.0.0.1:9",
      dns: "127.0.0.1:9",
      soak: "1s",
    });
    release = await named<Release>(workspace, "staging", "release");
    store.deployment({ project: "shop", id: release.deployment, ...release });
  });

  after(async () => {
    store.close();
    await clouds.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** All that Vercel holds of a type. */
  const held = (type: string): Props[] =>
    store.resources(`${VERCEL}/${type}`).map(({ outputs }) => outputs);

  const up = (...args: string[]) =>
    workspace.pulumi("up", "--yes", "--stack", "staging", "--policy-pack", POLICIES, ...args);

  const be = (vercel: Props) =>
    edit(workspace, "staging", {
      set: { vercel: { project: "shop", ...vercel }, operations: null, secrets: null },
    });

  it("says in words that production's stack comes first, and makes nothing", async () => {
    await be({ branch: "staging" });
    const { code, output } = await up();
    assert.notEqual(code, 0);
    assert.match(output, /staging is a part of the Vercel project shop, which production's stack/);
    assert.match(output, /Bring production up first/);
    assert.doesNotMatch(output, /\n\s+at /);
    assert.deepEqual(held("projectDomain:ProjectDomain"), []);
  });

  it("is the previews of a branch: its host, its variables, and no project of its own", async () => {
    await projectOfProduction();
    const { code, output } = await up();
    assert.equal(code, 0, output);
    const [domain, ...more] = held("projectDomain:ProjectDomain").filter(isStagings);
    assert.deepEqual(more, []);
    assert.equal(domain?.["gitBranch"], "staging");
    assert.equal(
      held("alias:Alias").find(({ alias }) => alias === HOST)?.["deploymentId"],
      release.deployment,
    );
    assert.deepEqual(
      held(VARIABLE.slice(VERCEL.length + 1)).map(({ key, targets, gitBranch }) => [
        key,
        targets,
        gitBranch,
      ]),
      [["SITE_URL", ["preview"], "staging"]],
    );
    assert.deepEqual(
      held("project:Project").map(({ name }) => name),
      ["shop"],
    );
    assert.deepEqual(held("projectDeploymentRetention:ProjectDeploymentRetention"), []);
    assert.deepEqual(held("projectProtectionBypass:ProjectProtectionBypass"), []);
  });

  it("becomes a custom environment, which it makes, with nothing of the branch left", async () => {
    await be({ environment: "qa", branch: "next" });
    const { code, output } = await up();
    assert.equal(code, 0, output);
    const [environment, ...more] = store.resources(`${VERCEL}/customEnvironment:CustomEnvironment`);
    assert.deepEqual(more, []);
    assert.deepEqual(environment?.outputs["branchTracking"], { type: "equals", pattern: "next" });
    assert.equal(environment.outputs["name"], "qa");
    const [domain] = held("projectDomain:ProjectDomain").filter(isStagings);
    assert.deepEqual(
      [domain?.["customEnvironmentId"], domain?.["gitBranch"]],
      [environment.id, undefined],
    );
    const [variable] = held(VARIABLE.slice(VERCEL.length + 1));
    assert.deepEqual(
      [variable?.["customEnvironmentIds"], variable?.["targets"], variable?.["gitBranch"]],
      [[environment.id], undefined, undefined],
    );
  });

  it("takes nothing of production's away when it is destroyed", async () => {
    const { code, output } = await workspace.pulumi("destroy", "--yes", "--stack", "staging");
    assert.equal(code, 0, output);
    assert.deepEqual(
      held("project:Project").map(({ name }) => name),
      ["shop"],
    );
    assert.deepEqual(held("customEnvironment:CustomEnvironment"), []);
  });

  /** Production's project, as its own stack makes it. */
  async function projectOfProduction(): Promise<void> {
    const { code, output } = await workspace.pulumi(
      ...["up", "--yes", "--skip-preview", "--stack", "production"],
      ...["--target", "**::canary:index:Environment::production"],
      ...["--target", "**vercel:index/project:Project::production"],
    );
    assert.equal(code, 0, output);
  }
});

const HOST = "staging.example.com";
const isStagings = ({ domain }: Props) => domain === HOST;
