import assert from "node:assert/strict";
import type { Accounts } from "../../../cli/adopt/accounts.ts";
import type { Candidate } from "../../../cli/adopt/candidates.ts";
import { existingOf } from "../../../cli/adopt/existing.ts";
import type { CloudflareRecord } from "../../../vendors/cloudflare.ts";
import type { VercelDomain, VercelVariable } from "../../../vendors/vercel.ts";

const HOST = "www.example.com";
const ZONE = "0123456789abcdef0123456789abcdef";

function candidate(type: string, name: string, inputs: Candidate["inputs"]): Candidate {
  return {
    type,
    name,
    inputs,
    urn: `urn:pulumi:production::shop::canary:index:X$${type}::${name}`,
  };
}
const PROJECT = candidate("vercel:index/project:Project", "production", { name: "shop" });
const DOMAIN = candidate("vercel:index/projectDomain:ProjectDomain", "production-public", {
  domain: HOST,
});
const variable = (inputs: Candidate["inputs"] = {}) =>
  candidate(
    "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
    "production-KEY",
    {
      ...{ key: "KEY", targets: ["production"] },
      ...inputs,
    },
  );
const dnsRecord = (name: string, inputs: Candidate["inputs"]) =>
  candidate("cloudflare:index/dnsRecord:DnsRecord", name, {
    ...{ zoneId: ZONE, name: HOST, type: "CNAME", content: "www.rollout.www.example.com" },
    ...inputs,
  });
const PUBLIC = dnsRecord("traffic-public", {});
const CANARY = dnsRecord("production-canary", { name: "canary-origin.example.com" });

/** What the vendors have. */
interface Held {
  readonly project?: string;
  readonly domains?: readonly Partial<VercelDomain>[];
  readonly variables?: readonly VercelVariable[];
  readonly records?: readonly Partial<CloudflareRecord>[];
  readonly distributions?: readonly string[];
}

function accounts(held: Held): Accounts {
  const records = (held.records ?? []) as readonly CloudflareRecord[];
  return {
    vercel: () =>
      Promise.resolve({
        project: () =>
          Promise.resolve(held.project === undefined ? undefined : ({ id: held.project } as never)),
        domains: () => Promise.resolve([...(held.domains ?? [])] as VercelDomain[]),
        variables: () => Promise.resolve([...(held.variables ?? [])]),
        environments: () => Promise.resolve([{ id: "env_1", slug: "staging" }]),
        alias: () => Promise.resolve(undefined),
      }),
    cloudflare: () =>
      Promise.resolve({
        records: (_: string, name?: string) =>
          Promise.resolve(records.filter((one) => one.name === name)),
        editRecord: () => Promise.resolve(),
      }),
    datadog: () =>
      Promise.resolve({
        teams: (handle?: string) =>
          Promise.resolve([
            { id: "team-other", handle: `${handle ?? ""}-other`, name: "x" },
            { id: "team-1", handle: handle ?? "", name: "x" },
          ]),
        slackChannels: () => Promise.resolve(["#releases"]),
        awsIntegrations: (id: string) => Promise.resolve([`integration-${id}`]),
        hasLogsMetric: () => Promise.resolve(true),
      }),
    aws: () =>
      Promise.resolve({
        hostedZones: () => Promise.resolve([]),
        distributions: () =>
          Promise.resolve((held.distributions ?? []).map((id) => ({ id }) as never)),
        certificates: () => Promise.resolve([]),
        bucket: () => Promise.resolve("absent" as const),
        hasRole: () => Promise.resolve(true),
        records: (_: string, name?: string) =>
          Promise.resolve(
            ["stable", "canary"].map(
              (setIdentifier) => ({ name, type: "CNAME", setIdentifier }) as never,
            ),
          ),
      }),
  };
}

async function existing(
  candidates: readonly Candidate[],
  held: Held,
  { team, begun = [] }: { team?: string; begun?: readonly Candidate[] } = {},
) {
  const {
    existing: all,
    faults,
    maybe,
  } = await existingOf({
    ...{ candidates, team, accounts: accounts(held) },
    begun: new Set(begun.map(({ urn }) => urn)),
  });
  return { ids: all.map(({ id }) => id), faults, maybe: maybe.map(({ name }) => name) };
}

describe("what of the program's resources exists", () => {
  it("is a project by its name, and what is of it by its id; with the team in front where one owns it", async () => {
    const held = {
      project: "prj_1",
      domains: [{ name: "other.example.com" }, { name: HOST }],
      variables: [{ id: "env1", key: "KEY", targets: ["production"], branch: undefined }],
    };
    const all = [PROJECT, DOMAIN, variable()];
    const own = await existing(all, held);
    assert.deepEqual(own, { ids: ["prj_1", `prj_1/${HOST}`, "prj_1/env1"], faults: [], maybe: [] });
    const teams = await existing(all, held, { team: "team_1" });
    assert.deepEqual(teams.ids, ["team_1/prj_1", `team_1/prj_1/${HOST}`, "team_1/prj_1/env1"]);
  });

  it("is nothing of a project that is not there yet", async () => {
    assert.deepEqual(await existing([PROJECT, DOMAIN, variable()], {}), {
      ids: [],
      faults: [],
      maybe: [],
    });
  });

  it("is what is of a project that the state has already", async () => {
    const domain = { ...DOMAIN, inputs: { ...DOMAIN.inputs, projectId: "prj_2" } };
    const { ids } = await existing([domain], { domains: [{ name: HOST }] });
    assert.deepEqual(ids, [`prj_2/${HOST}`]);
  });

  it("is no domain that redirects: visitors would get nothing else there", async () => {
    const domains = [{ name: HOST, redirect: "shop.example.com" }];
    const { ids, faults } = await existing([PROJECT, DOMAIN], { project: "prj_1", domains });
    assert.deepEqual(ids, ["prj_1"]);
    assert.match(
      faults.join(),
      /www\.example\.com redirects to shop\.example\.com at Vercel: name/,
    );
  });

  it("is no variable that serves previews too: it would be taken from them", async () => {
    const variables = [
      { id: "env1", key: "KEY", targets: ["preview", "production"], branch: undefined },
    ];
    const { ids, faults } = await existing([PROJECT, variable()], { project: "prj_1", variables });
    assert.deepEqual(ids, ["prj_1"]);
    assert.match(
      faults.join(),
      /KEY is for preview, production at Vercel, .* taken from preview: /,
    );
  });

  it("is no variable of another target or branch", async () => {
    const variables = [
      { id: "env1", key: "KEY", targets: ["preview"], branch: undefined },
      { id: "env2", key: "KEY", targets: ["production"], branch: "main" },
    ];
    const { ids, faults } = await existing([PROJECT, variable()], { project: "prj_1", variables });
    assert.deepEqual([ids, faults], [["prj_1"], []]);
  });

  it("is the one record of the public host, an A record too", async () => {
    for (const type of ["A", "CNAME"]) {
      const records = [
        { id: "r1", name: HOST, type, content: "x" },
        { id: "r2", name: HOST, type: "TXT", content: "x" },
      ];
      const { ids } = await existing([PUBLIC], { records });
      assert.deepEqual(ids, [`${ZONE}/r1`]);
    }
  });

  it("is no public host with several records, or none", async () => {
    const records = [
      { id: "r1", name: HOST, type: "A", content: "76.76.21.21" },
      { id: "r2", name: HOST, type: "AAAA", content: "2001:db8::1" },
    ];
    const several = await existing([PUBLIC], { records });
    assert.deepEqual(several.ids, []);
    assert.match(
      several.faults.join(),
      /has 2 records, A 76\.76\.21\.21 and AAAA 2001:db8::1: leave one/,
    );
    assert.match((await existing([PUBLIC], {})).faults.join(), /has no record in the zone/);
  });

  it("is a CNAME of a canary's own host, and no address: something else uses that", async () => {
    const name = "canary-origin.example.com";
    const cname = [{ id: "r1", name, type: "CNAME", content: "cname.vercel-dns.com" }];
    assert.deepEqual(await existing([CANARY], { records: cname }), {
      ids: [`${ZONE}/r1`],
      faults: [],
      maybe: [],
    });
    const address = [{ id: "r1", name, type: "A", content: "192.0.2.1" }];
    const { ids, faults } = await existing([CANARY], { records: address });
    assert.deepEqual(ids, []);
    assert.match(
      faults.join(),
      /canary-origin\.example\.com has a record already, A 192\.0\.2\.1: name a host/,
    );
  });

  it("is a team of exactly that handle, and a channel of that account", async () => {
    const team = candidate("datadog:index/team:Team", "x", { handle: "shop-support" });
    const channel = (channelName: string) =>
      candidate("datadog:slack/channel:Channel", "x", { accountName: "shop", channelName });
    const { ids } = await existing([team, channel("#releases"), channel("#other")], {});
    assert.deepEqual(ids, ["team-1", "shop:#releases"]);
  });

  it("is a distribution that an interrupted update began, and nobody else's, nor one of several", async () => {
    const distribution = candidate("aws:cloudfront/distribution:Distribution", "traffic-canary", {
      aliases: [HOST],
    });
    const one = { distributions: ["E1"] };
    assert.deepEqual((await existing([distribution], one)).ids, []);
    assert.deepEqual((await existing([distribution], one, { begun: [distribution] })).ids, ["E1"]);
    const two = { distributions: ["E1", "E2"] };
    assert.deepEqual((await existing([distribution], two, { begun: [distribution] })).ids, []);
  });

  it("is what vendors take once and an interrupted update began: a role, a weighted record, an integration, a metric of logs", async () => {
    const once = [
      candidate("aws:iam/role:Role", "x", { name: "datadog" }),
      candidate("aws:route53/record:Record", "x", {
        ...{ zoneId: "Z1", name: HOST, type: "CNAME", setIdentifier: "canary" },
      }),
      candidate("datadog:aws/integrationAccount:IntegrationAccount", "x", {
        awsAccountId: "123456789012",
      }),
      candidate("datadog:index/logsMetric:LogsMetric", "x", { name: "shop.hits" }),
    ];
    assert.deepEqual((await existing(once, {})).ids, []);
    const { ids, maybe } = await existing(once, {}, { begun: once });
    assert.deepEqual(ids, [
      "datadog",
      `Z1_${HOST}_CNAME_canary`,
      "integration-123456789012",
      "shop.hits",
    ]);
    assert.deepEqual(maybe, []);
  });

  it("may be what an interrupted update began and no name tells: it is named", async () => {
    const monitor = candidate("datadog:index/monitor:Monitor", "error-rate", {
      name: "Error rate",
    });
    assert.deepEqual((await existing([monitor], {}, { begun: [monitor] })).maybe, ["error-rate"]);
    assert.deepEqual((await existing([monitor], {})).maybe, []);
  });
});
