import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { rehearsedProject } from "../../../cli/rehearse/project.ts";
import { parseConfig, type ProductionConfig } from "../../../config.ts";
import { toRaw } from "../../../config/raw.ts";
import { LIVE, startLiveSite, TEAM, ZONE_ID, type LiveSite } from "../../vendors/liveSite.ts";
import { ALL, newFolder, PERSON, type Folder } from "./folder.ts";

describe("canary init", () => {
  let folder: Folder;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const text = (path: string) => readFileSync(join(folder.directory, path), "utf8");
  const yaml = (path: string) => parse(text(path)) as Record<string, Record<string, unknown>>;

  /** A stack's config as the program reads it. */
  function config(stack: "staging" | "production") {
    const { config: values } = yaml(`Pulumi.${stack}.yaml`);
    return parseConfig(toRaw(values ?? {}), new Set(), "corner-shop");
  }
  const production = () => config("production") as ProductionConfig;

  it("writes a folder from flags alone, and says what was not read and what was assumed", async () => {
    const printed = await folder.run({ flags: ALL });
    assert.deepEqual(readdirSync(folder.directory).toSorted(), [
      ".github",
      ".gitignore",
      "Pulumi.production.yaml",
      "Pulumi.staging.yaml",
      "Pulumi.yaml",
      "evidence",
      "index.ts",
      "package.json",
    ]);
    assert.match(printed, /Vercel was not read: set VERCEL_API_TOKEN/);
    assert.match(printed, /Datadog was not read: set DATADOG_API_KEY and DATADOG_APP_KEY/);
    assert.match(printed, /staging's project: corner-staging \(--staging-project\)/);
    assert.match(printed, /staging's host: staging\.corner\.shop \(--staging-host\)/);
    assert.match(printed, /npx canary rehearse[^]*npx canary doctor[^]*npx canary adopt/);
    const { hosts, releases, absent, contacts } = production();
    assert.equal(hosts.public, "www.corner.shop");
    assert.deepEqual(releases, {
      stable: { version: LIVE.version, commit: LIVE.commit, deployment: LIVE.id },
    });
    assert.equal(absent.database, "not bought, or not there yet");
    assert.equal(contacts.deploymentLead.phone, "+493012345678");
    const staging = config("staging");
    assert.equal(staging.environment, "staging");
    // The policy staging-variables requires one.
    assert.deepEqual(staging.variables, { SITE_URL: "https://staging.corner.shop" });
  });

  it("writes what a rehearsal plays", async () => {
    await folder.run({ flags: ALL });
    const project = await rehearsedProject(folder.directory);
    assert.equal(project.name, "corner-shop");
    assert.equal(project.hosts.public, "www.corner.shop");
    assert.deepEqual(project.vercel, { staging: "corner-staging", production: "corner" });
  });

  it("names every missing answer at once, with its flag, and writes nothing", async () => {
    const { site, ...others } = ALL;
    const said = await folder.refused({ flags: { site } });
    for (const flag of [
      "--zone-id",
      "--vercel-project",
      "--deployment",
      "--commit",
      "--lead-phone",
    ])
      assert.match(said, new RegExp(`^  ${flag} `, "m"));
    assert.equal(said.split("\n").length, 1 + Object.keys(others).length);
    assert.match(await folder.refused({ flags: others }), /^ {2}--site /m);
    assert.equal(existsSync(folder.directory), false);
  });

  it("says in config's own words what does not fit, and writes nothing", async () => {
    const flags = { ...ALL, zoneId: "abc", leadPhone: "0301", commit: "8c1d2e3" };
    const said = await folder.refused({ flags });
    assert.match(said, /Pulumi\.staging\.yaml: [^]*Pulumi\.production\.yaml: /);
    assert.match(said, /cloudflare\.zoneId is "abc"/);
    assert.match(said, /contacts\.lead\.phone/);
    assert.equal(existsSync(folder.directory), false);
  });

  it("refuses a flag that has another form, and says which it has", async () => {
    const flags = { ...ALL, pipeline: "jenkins", slack: "#releases", connections: "many" };
    const said = await folder.refused({ flags });
    assert.match(said, /--pipeline is "jenkins": expected github, gitlab or none/);
    assert.match(said, /--slack is "#releases": expected/);
    assert.match(said, /--database-connections is "many": expected/);
  });

  it("gives what was typed as a command, where it does not fit", async () => {
    const { zoneId, ...rest } = ALL;
    const asker = {
      text: () => Promise.resolve("it's wrong"),
      confirm: () => Promise.resolve(true),
    };
    assert.match(zoneId, /^[0-9a-f]{32}$/);
    const said = await folder.refused({ flags: rest }, asker);
    assert.match(
      said,
      /canary init --directory .* --site www\.corner\.shop --zone-id 'it'\\''s wrong'/,
    );
  });

  it("overwrites nothing, and says which files are there", async () => {
    mkdirSync(folder.directory);
    for (const name of ["Pulumi.yaml", "index.ts"])
      writeFileSync(join(folder.directory, name), "mine");
    const said = await folder.refused({ flags: ALL });
    assert.match(said, /has Pulumi\.yaml, index\.ts already, and nothing is overwritten/);
    assert.deepEqual(readdirSync(folder.directory), ["Pulumi.yaml", "index.ts"]);
    assert.equal(text("index.ts"), "mine");
  });

  it("leaves a .gitignore, and each value of a package.json, as they are", async () => {
    mkdirSync(folder.directory);
    writeFileSync(join(folder.directory, ".gitignore"), "mine\n");
    const { devDependencies, peerDependencies } = createRequire(import.meta.url)(
      "../../../package.json",
    ) as Record<"devDependencies" | "peerDependencies", Record<string, string>>;
    // As they are tested here.
    const peers = Object.fromEntries(
      Object.keys(peerDependencies).map((name) => [name, devDependencies[name]]),
    );
    const dependencies = { "canary-rollout": "file:canary-rollout-0.1.0.tgz", left: "1.0.0" };
    writeFileSync(join(folder.directory, "package.json"), JSON.stringify({ dependencies }));
    assert.match(await folder.run({ flags: ALL }), /Left as they are: \.gitignore/);
    assert.equal(text(".gitignore"), "mine\n");
    assert.deepEqual(JSON.parse(text("package.json")), {
      private: true,
      type: "module",
      dependencies: { ...peers, ...dependencies },
    });
  });

  it("refuses a package.json of CommonJS, in which index.ts would not run", async () => {
    mkdirSync(folder.directory);
    writeFileSync(join(folder.directory, "package.json"), '{"type":"commonjs"}');
    assert.match(await folder.refused({ flags: ALL }), /set "type": "module"/);
    assert.deepEqual(readdirSync(folder.directory), ["package.json"]);
  });

  it("writes a pipeline for GitHub, GitLab, or none", async () => {
    await folder.run({ flags: ALL });
    const rollOut = yaml(".github/workflows/roll-out.yaml");
    assert.deepEqual(Object.keys(rollOut["jobs"] ?? {}), ["staging", "production"]);
    assert.match(text(".github/workflows/review.yaml"), /canary review --stack "\$STACK"/);
    for (const [flags, file] of [
      [{ ...ALL, repository: "https://gitlab.com/corner/shop" }, ".gitlab-ci.yml"],
      [{ ...ALL, pipeline: "none" }, undefined],
    ] as const) {
      const other = newFolder();
      await other.run({ flags });
      assert.equal(existsSync(join(other.directory, ".github")), false);
      if (file === undefined)
        assert.equal(existsSync(join(other.directory, ".gitlab-ci.yml")), false);
      else {
        const pipeline = parse(readFileSync(join(other.directory, file), "utf8")) as object;
        assert.deepEqual(Object.keys(pipeline).slice(-3), [".up", "staging", "production"]);
      }
      other.remove();
    }
  });

  it("asks for what is missing, writes once it is confirmed, and offers to rehearse", async () => {
    const { site, leadName, ...rest } = ALL;
    const questions: string[] = [];
    const answers: Record<string, string> = {
      "Which host do visitors use?": site,
      "Who leads a rollout? (the name)": leadName,
    };
    const asker = (isSure: boolean) => ({
      text: (question: string) => {
        questions.push(question);
        return Promise.resolve(answers[question] ?? "");
      },
      confirm: () => Promise.resolve(isSure),
    });
    assert.equal(await folder.refused({ flags: rest }, asker(false)), "nothing was written");
    assert.equal(existsSync(folder.directory), false);
    const rehearsed: string[] = [];
    const rehearse = (directory: string) => Promise.resolve(void rehearsed.push(directory));
    await folder.run({ flags: rest, rehearse }, asker(true));
    assert.deepEqual(questions.slice(-2), Object.keys(answers));
    assert.deepEqual(rehearsed, [folder.directory]);
    assert.equal(production().contacts.deploymentLead.name, "Ada Loaf");
  });

  describe("with the tokens of a live site", () => {
    let site: LiveSite;
    let aws: Record<string, string | undefined>;
    beforeEach(async () => {
      site = await startLiveSite();
      // The AWS SDK reads the process's own environment.
      const names = Object.keys(site.environment).filter((name) => name.startsWith("AWS_"));
      aws = Object.fromEntries(names.map((name) => [name, process.env[name]]));
      for (const name of names) process.env[name] = site.environment[name];
    });
    afterEach(async () => {
      for (const [name, value] of Object.entries(aws))
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      await site.close();
    });

    const flags = {
      ...PERSON,
      site: "www.corner.shop",
      version: LIVE.version,
      datadogSite: "datadoghq.eu",
    };
    const run = (more = {}) =>
      folder.run({ flags: { ...flags, ...more }, environment: site.environment });

    it("reads zone, team, project, the live deployment and what Datadog has data of", async () => {
      const printed = (await run({ slack: "corner/#releases" })).replaceAll(/\s+/g, " ");
      assert.match(
        printed,
        /Vercel: www\.corner\.shop serves dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A now/,
      );
      assert.match(printed, /AWS: the account 123456789012/);
      assert.match(
        printed,
        /services with data: corner; environments: production, staging; versions: none/,
      );
      assert.doesNotMatch(printed, /Not read/);
      const { vercel, cloudflare, releases, monitoring, app, stakeholders, channels } =
        production();
      assert.deepEqual(
        [vercel.project, vercel.team, vercel.framework, vercel.skewProtection],
        ["corner", TEAM, "nextjs", "12 hours"],
      );
      assert.deepEqual(cloudflare, { zone: "corner.shop", zoneId: ZONE_ID });
      assert.deepEqual(releases.stable, {
        version: LIVE.version,
        commit: LIVE.commit,
        deployment: LIVE.id,
      });
      assert.equal(app?.repository, "https://github.com/corner/shop");
      assert.equal(monitoring.metrics.cpu, "app.cpu.percent");
      assert.deepEqual(monitoring.metrics.memory, { none: "not bought, or not there yet" });
      assert.deepEqual(stakeholders.development, {
        handle: "corner-developers",
        existing: true,
        members: [],
      });
      assert.deepEqual(channels.slack, { account: "corner", channel: "#releases", existing: true });
      const staging = config("staging");
      assert.equal(staging.environment === "staging" && staging.vercel.project, "corner-staging");
    });

    it("says that the host is behind Cloudflare's proxy, before a rollout needs it not to be", async () => {
      assert.match(await run(), /To look at before a rollout:[^]*behind Cloudflare's proxy/);
    });

    it("sets a database whose metrics have data, and leaves one out that it cannot tell apart", async () => {
      const spans = { "trace.http.server.request.hits": ["env:production", "service:corner"] };
      site.datadog.setFacts({
        metrics: {
          ...spans,
          "aws.rds.database_connections": ["dbinstanceidentifier:corner"],
          "mysql.performance.threads_connected": ["service:a", "service:b"],
        },
      });
      await run({ connections: "100" });
      const { monitoring, operations } = production();
      assert.deepEqual(
        { ...monitoring.database },
        { source: "rds", tag: "dbinstanceidentifier:corner", maxConnections: 100 },
      );
      // RDS comes through Datadog's AWS integration, which is there already.
      assert.deepEqual(
        { ...operations.aws },
        { account: "123456789012", integrate: false, role: "DatadogIntegrationRole" },
      );
      assert.deepEqual(monitoring.operations.thirdParties, {
        none: "Datadog has no spans of calls to third parties",
      });
    });

    it("names each permission that a token lacks, and asks for what it therefore did not read", async () => {
      site.account.lacks.add("Zone: Read");
      site.datadog.setFacts({ scopes: ["metrics_read", "apm_read"] });
      const said = await folder.refused({ flags, environment: site.environment });
      assert.match(said, /^ {2}--zone-id /m);
      assert.equal(said.split("\n").length, 2, said);
      const printed = await folder.run({
        flags: { ...flags, zoneId: ZONE_ID },
        environment: site.environment,
      });
      const lines = printed.replaceAll(/\s+/g, " ");
      assert.match(
        lines,
        /Cloudflare refuses to list the zone corner\.shop .*: it needs Zone: Read/,
      );
      assert.match(lines, /Datadog refuses to list the teams .*: it needs teams_read/);
    });

    it("reads nothing of a host that Vercel does not serve, and says so", async () => {
      const said = await folder.refused({
        flags: { ...flags, site: "www.elsewhere.shop" },
        environment: site.environment,
      });
      assert.match(said, /--vercel-project[^]*--deployment/);
    });
  });
});
