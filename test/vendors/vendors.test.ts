import assert from "node:assert/strict";
import { aliasesGetAlias } from "@vercel/sdk/funcs/aliasesGetAlias.js";
import { deploymentsGetDeployment } from "@vercel/sdk/funcs/deploymentsGetDeployment.js";
import { projectsGetProject } from "@vercel/sdk/funcs/projectsGetProject.js";
import { projectsGetProjectDomains } from "@vercel/sdk/funcs/projectsGetProjectDomains.js";
import { projectsGetProjects } from "@vercel/sdk/funcs/projectsGetProjects.js";
import { teamsGetTeams } from "@vercel/sdk/funcs/teamsGetTeams.js";
import { openAws } from "../../vendors/aws.ts";
import { openCloudflare } from "../../vendors/cloudflare.ts";
import { openDatadogAccount } from "../../vendors/datadog.ts";
import { accessIn } from "../../vendors/environment.ts";
import { PermissionMissing, VendorFailure } from "../../vendors/failures.ts";
import { openVercel } from "../../vendors/vercel.ts";
import { LIVE, startLiveSite, TEAM, ZONE_ID, type LiveSite } from "./liveSite.ts";

describe("what the vendors' own SDKs read of an account", () => {
  let site: LiveSite;
  beforeEach(async () => {
    site = await startLiveSite();
  });
  afterEach(() => site.close());

  const access = () => accessIn(site.environment);
  const vercel = (over: object = {}) => {
    const given = access().vercel;
    assert.ok(given);
    return openVercel({ ...given, team: TEAM, ...over });
  };
  const cloudflare = (over: object = {}) => {
    const given = access().cloudflare;
    assert.ok(given);
    return openCloudflare({ ...given, ...over });
  };
  const aws = (accessKeyId = site.account.aws.accessKeyId) =>
    openAws({ endpoint: site.apis.aws, credentials: { accessKeyId, secretAccessKey: "secret" } });
  const datadog = () => {
    const account = access().datadog?.("datadoghq.eu");
    assert.ok(account);
    return openDatadogAccount(account);
  };

  async function refusedBy(call: Promise<unknown>): Promise<PermissionMissing> {
    const error = await call.then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(error instanceof PermissionMissing, String(error));
    return error;
  }

  describe("Vercel", () => {
    it("has the token's teams, and a team's projects with their settings", async () => {
      const opened = await vercel();
      assert.deepEqual(await opened.teams(), [
        { id: TEAM, slug: "corner-shop", name: "Corner Shop" },
      ]);
      const names = (await opened.projects()).map(({ name }) => name);
      assert.deepEqual(names, ["corner", "corner-staging"]);
      const project = await opened.project("corner");
      assert.equal(project?.id, "prj_corner");
      assert.equal(project.framework, "nextjs");
      assert.equal(project.skewProtectionMaxAge, 43_200);
      assert.equal(project.link?.repo, "shop");
      assert.equal(await opened.project("nothing"), undefined);
    });

    it("says which deployment a host serves now, and the commit that it was built from", async () => {
      const opened = await vercel();
      const alias = await opened.alias("www.corner.shop");
      assert.equal(alias?.deploymentId, LIVE.id);
      const deployment = await opened.deployment(LIVE.id);
      assert.deepEqual([deployment?.commit, deployment?.branch], [LIVE.commit, "main"]);
      assert.equal(await opened.alias("other.corner.shop"), undefined);
      assert.deepEqual(
        (await opened.domains("corner")).map(({ name }) => name),
        ["www.corner.shop"],
      );
    });

    it("is answered by the stand-in as the SDK's own schemas have it", async () => {
      const { client } = await vercel();
      const [project, projects, alias, deployment, domains, teams] = await Promise.all([
        projectsGetProject(client, { idOrName: "corner", teamId: TEAM }),
        projectsGetProjects(client, { teamId: TEAM }),
        aliasesGetAlias(client, { idOrAlias: "www.corner.shop", teamId: TEAM }),
        deploymentsGetDeployment(client, { idOrUrl: LIVE.id, teamId: TEAM }),
        projectsGetProjectDomains(client, { idOrName: "corner", teamId: TEAM }),
        teamsGetTeams(client, {}),
      ]);
      for (const { error } of [project, projects, alias, domains, teams])
        assert.equal(error, undefined, String(error));
      // The one with all of a deployment, not what a visitor without a login gets.
      assert.ok(deployment.ok && "meta" in deployment.value, String(deployment.error));
    });

    it("names the scope that a token lacks, and an address that does not answer", async () => {
      const refused = await refusedBy((await vercel({ token: "other" })).project("corner"));
      assert.equal(refused.vendor, "Vercel");
      assert.match(
        refused.message,
        /^Vercel refuses to read the project corner \(403 Not authorized\): it needs a token with the scope of the team team_c0rn3rsh0p/,
      );
      const opened = await vercel({ endpoint: "http://127.0.0.1:2" });
      await assert.rejects(opened.project("corner"), (error) => {
        assert.ok(error instanceof VendorFailure);
        return /does not read the project corner: .*ECONNREFUSED/.test(error.message);
      });
    });
  });

  describe("Cloudflare", () => {
    it("has a zone by its name, and its records with their ids and the proxy", async () => {
      const opened = await cloudflare();
      const [zone] = await opened.zones("corner.shop");
      assert.deepEqual([zone?.id, zone?.status], [ZONE_ID, "active"]);
      assert.deepEqual(await opened.zones("elsewhere.shop"), []);
      const [record, ...more] = await opened.records(ZONE_ID, "www.corner.shop");
      assert.deepEqual(more, []);
      assert.equal(record?.id, "record_prj_corner");
      assert.deepEqual(
        [record.type, record.content, record.ttl, record.proxied],
        ["CNAME", "cname.vercel-dns.com", 60, true],
      );
      assert.equal((await opened.records(ZONE_ID)).length, 2);
      assert.equal(await opened.tokenStatus(), "active");
    });

    it("names the permission that a token lacks", async () => {
      site.account.lacks.add("DNS: Read").add("Zone: Read");
      const opened = await cloudflare();
      const { permission } = await refusedBy(opened.records(ZONE_ID));
      assert.equal(permission, "DNS: Read (or DNS: Edit, as an update needs), on that zone");
      assert.equal(
        (await refusedBy(opened.zones("corner.shop"))).permission,
        "Zone: Read, on the zone corner.shop",
      );
      const other = await refusedBy((await cloudflare({ token: "x" })).zones("corner.shop"));
      assert.match(other.said, /403: 9109 Invalid access token/);
    });
  });

  describe("AWS", () => {
    it("has the account, zones with their name servers and records, and distributions", async () => {
      const insert = (type: string, id: string, outputs: Readonly<Record<string, unknown>>) => {
        site.store.insert(type, id, id, outputs, "2026-01-31T12:00:00.000Z");
      };
      const name = "rollout.www.corner.shop";
      insert("aws:route53/zone:Zone", "Z1", { name, nameServers: ["ns-1.awsdns-01.com"] });
      insert("aws:route53/zone:Zone", "Z2", { name: "zz.corner.shop", nameServers: [] });
      for (const [id, weight] of Object.entries({ stable: 100, canary: 0 }))
        insert("aws:route53/record:Record", id, {
          ...{ zoneId: "Z1", name, type: "CNAME", ttl: 60, records: [`${id}.test`] },
          ...{ setIdentifier: id, weightedRoutingPolicies: [{ weight }] },
        });
      insert("aws:cloudfront/distribution:Distribution", "E1", {
        ...{ aliases: ["www.corner.shop"], domainName: "d1.cloudfront.net", status: "Deployed" },
        ...{ enabled: true, comment: "", arn: "arn:aws:cloudfront::1:distribution/E1" },
      });
      const opened = aws();
      assert.deepEqual(await opened.identity(), {
        account: "123456789012",
        arn: "arn:aws:iam::123456789012:user/alex",
      });
      assert.deepEqual(
        (await opened.hostedZones(name)).map(({ id, isPrivate }) => [id, isPrivate]),
        [["Z1", false]],
      );
      assert.deepEqual(await opened.nameServers("Z1"), ["ns-1.awsdns-01.com"]);
      assert.deepEqual(
        (await opened.records("Z1", name)).map(({ setIdentifier, weight, values, ttl }) => ({
          setIdentifier,
          weight,
          values,
          ttl,
        })),
        [
          { setIdentifier: "stable", weight: 100, values: ["stable.test"], ttl: 60 },
          { setIdentifier: "canary", weight: 0, values: ["canary.test"], ttl: 60 },
        ],
      );
      const [distribution] = await opened.distributions("www.corner.shop");
      assert.deepEqual([distribution?.id, distribution?.isEnabled], ["E1", true]);
      assert.deepEqual(await opened.distributions("other.corner.shop"), []);
    });

    it("says where an alias and a bucket's name are taken, and which certificates there are", async () => {
      site.account.aws.takenAliases.push("www.corner.shop");
      site.account.aws.takenBuckets.push("theirs");
      const outputs = { domainName: "www.corner.shop", status: "ISSUED" };
      site.store.insert("aws:acm/certificate:Certificate", "arn:1", "s", outputs, "2026-01-31");
      const opened = aws();
      assert.equal((await opened.conflicts("www.corner.shop", "E1")).length, 1);
      assert.deepEqual(await opened.conflicts("other.corner.shop", "E1"), []);
      assert.equal(await opened.bucket("theirs"), "taken");
      assert.equal(await opened.bucket("free"), "absent");
      site.store.insert("aws:iam/role:Role", "datadog", "s", { name: "datadog" }, "2026-01-31");
      assert.deepEqual(
        [await opened.hasRole("datadog"), await opened.hasRole("other")],
        [true, false],
      );
      const [certificate] = await opened.certificates("www.corner.shop");
      assert.deepEqual([certificate?.arn, certificate?.status], ["arn:1", "ISSUED"]);
    });

    it("names the action that credentials lack, in each service's own form", async () => {
      site.account.lacks.add("route53:ListHostedZonesByName").add("acm:ListCertificates");
      const zones = await refusedBy(aws().hostedZones("corner.shop"));
      assert.equal(zones.permission, "the action route53:ListHostedZonesByName");
      const certificates = await refusedBy(aws().certificates());
      assert.equal(certificates.permission, "the action acm:ListCertificates");
      const { permission } = await refusedBy(aws("AKIAOTHER").identity());
      assert.match(permission, /^credentials that are valid/);
    });
  });

  describe("Datadog", () => {
    it("has services, metrics with data and their tags, teams and channels", async () => {
      const opened = datadog();
      assert.equal(await opened.hasValidKey(), true);
      assert.deepEqual(await opened.services("production"), ["corner"]);
      assert.deepEqual(await opened.services("staging"), []);
      assert.equal((await opened.metrics(0, "service:corner")).length, 3);
      assert.deepEqual(await opened.tags("app.cpu.percent"), ["env:production", "service:corner"]);
      assert.deepEqual(await opened.tags("app.other"), []);
      assert.deepEqual(
        (await opened.teams()).map(({ handle }) => handle),
        ["corner-developers"],
      );
      assert.deepEqual(await opened.slackChannels("corner"), ["#releases"]);
      assert.equal(await opened.slackChannels("other"), undefined);
      const has = (type: string, id: string, outputs: object) => {
        site.store.insert(type, id, "s", { ...outputs }, "2026-01-31");
      };
      has("datadog:aws/integrationAccount:IntegrationAccount", "i1", {
        awsAccountId: "123456789012",
      });
      has("datadog:index/logsMetric:LogsMetric", "corner.hits", { name: "corner.hits" });
      assert.deepEqual(await opened.awsIntegrations("123456789012"), ["i1"]);
      assert.deepEqual(await opened.awsIntegrations("210987654321"), []);
      assert.equal(await opened.hasLogsMetric("corner.hits"), true);
      assert.equal(await opened.hasLogsMetric("other.hits"), false);
      site.datadog.setSent("app.gone", false);
      assert.equal(await opened.hasData("avg:app.cpu.percent{*}", 0, 60), true);
      assert.equal(await opened.hasData("avg:app.gone{*}", 0, 60), false);
    });

    it("says what the application key may do, and names what it may not", async () => {
      assert.equal((await datadog().permissions())?.has("teams_read"), true);
      site.datadog.setFacts({ scopes: ["user_app_keys", "metrics_read"] });
      const opened = datadog();
      assert.deepEqual(await opened.permissions(), new Set(["user_app_keys", "metrics_read"]));
      const { permission, docs } = await refusedBy(opened.teams());
      assert.equal(permission, "teams_read, for the application key");
      assert.equal(docs, "https://docs.datadoghq.com/api/latest/teams/");
    });
  });

  it("says which credentials an environment has", () => {
    assert.deepEqual(accessIn({ DATADOG_API_KEY: "one", VERCEL_API_TOKEN: "" }), {
      vercel: undefined,
      cloudflare: undefined,
      aws: false,
      datadog: undefined,
    });
    assert.equal(accessIn({ AWS_PROFILE: "canary" }).aws, true);
    const elsewhere = { VERCEL_API_TOKEN: "t", VERCEL_API_URL: "https://vercel.example.com" };
    assert.throws(() => accessIn(elsewhere), /VERCEL_API_URL .* may be a loopback address alone/);
  });
});
