import assert from "node:assert/strict";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { EVIDENCE } from "../../measure/evidence.ts";
import { startDns } from "../../rehearsal/dns/index.ts";
import { openWorkspace, type Workspace } from "../../rehearsal/workspace.ts";
import type { Finished } from "../../rehearsal/run.ts";
import { named, type Release } from "../../rehearsal/stackFile.ts";
import { cloudflareZones } from "../../rehearsal/zones.ts";
import { ORIGIN, PUBLIC } from "../example.ts";
import { verifyAll } from "./evidence.ts";
import { newFolder } from "./madeOnce.ts";
import { fresh, old, production, type Production } from "./production.ts";
import { BY_VAULT, vault } from "./vault.ts";

const ROOT = join(import.meta.dirname, "../..");
const STACKS = ["dev", "staging", "production"] as const;
const BOOKS = {
  old: { ...old, deployment: "dpl_b140" },
  fresh: { ...fresh, deployment: "dpl_b150" },
};

/** What the second app says of itself; its names in the account follow from its project and stacks. */
const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^name: canary$/m, "name: books"],
  [/^ {2}canary:(?=\w+:)/gm, "  books:"],
  [/shop/g, "books"],
  [/(?<=[ /])(www|canary-origin|canary|staging|dev)(?=\.example\.com)/g, "$1.books"],
  [/"#releases"/, '"#books"'],
  [/integrate: true/, "integrate: false"],
  [/^ +bucket: .*\n/m, ""],
  [new RegExp(old.deployment, "g"), BOOKS.old.deployment],
];

/** A stack's file for a stack of another name, whose app is elsewhere. */
const forDev = (text: string) => text.replaceAll("staging.", "dev.").replaceAll("-staging", "-dev");

async function filesOf(directory: string): Promise<Record<string, string>> {
  const read = (file: string) => readFile(join(directory, file), "utf8");
  const staging = await read("Pulumi.staging.yaml");
  return {
    "Pulumi.yaml": await read("Pulumi.yaml"),
    "Pulumi.production.yaml": await read("Pulumi.production.yaml"),
    "Pulumi.staging.yaml": staging,
    "Pulumi.dev.yaml": forDev(staging),
  };
}

/** The project of a second app, which shares every account with the first one. */
async function secondApp(first: Production): Promise<Workspace> {
  const directory = await newFolder();
  await mkdir(join(directory, "state"));
  for (const part of ["canary", "policies"]) await symlink(join(ROOT, part), join(directory, part));
  for (const [file, text] of Object.entries(await filesOf(first.workspace.directory))) {
    const own = RENAMED.reduce((left, [from, to]) => left.replace(from, to), text);
    await writeFile(join(directory, file), own);
  }
  const workspace = await openWorkspace(
    directory,
    String(first.workspace.env["PULUMI_DEBUG_PROVIDERS"]),
    undefined,
    await vault(),
  );
  for (const stack of STACKS)
    await good(workspace.pulumi("stack", "init", stack, "--secrets-provider", BY_VAULT));
  return workspace;
}

/** Say it in the second app's production file. */
async function say({ directory }: Workspace, values: Readonly<Record<string, unknown>>) {
  const file = join(directory, "Pulumi.production.yaml");
  const document = parseDocument(await readFile(file, "utf8"));
  for (const [key, value] of Object.entries(values))
    document.setIn(["config", `books:${key}`], document.createNode(value));
  await writeFile(file, document.toString({ lineWidth: 0 }));
}

async function good(command: Promise<Finished>): Promise<string> {
  const { code, output } = await command;
  assert.equal(code, 0, output);
  return output;
}

const up = (workspace: Workspace, stack: string) =>
  good(workspace.pulumi("up", "--yes", "--skip-preview", "--stack", stack));

/** What must be one in all of an account, by type and property. */
const UNIQUE: readonly (readonly [type: string, property: string])[] = [
  ["aws:cloudfront/distribution:Distribution", "aliases"],
  ["aws:iam/role:Role", "name"],
  ["aws:iam/rolePolicy:RolePolicy", "name"],
  ["aws:route53/zone:Zone", "name"],
  ["aws:s3/bucket:Bucket", "bucket"],
  ["aws:sns/topic:Topic", "name"],
  ["datadog:index/logsArchive:LogsArchive", "name"],
  ["datadog:index/monitor:Monitor", "name"],
  ["datadog:index/monitorNotificationRule:MonitorNotificationRule", "name"],
  ["datadog:index/statusPage:StatusPage", "domainPrefix"],
  ["datadog:index/syntheticsTest:SyntheticsTest", "name"],
  ["datadog:index/team:Team", "handle"],
  ["datadog:index/team:Team", "name"],
  ["vercel:index/alias:Alias", "alias"],
  ["vercel:index/project:Project", "name"],
  ["vercel:index/projectDomain:ProjectDomain", "domain"],
];

describe("two apps in one account of each cloud and in one zone, with three stacks each", () => {
  let shop: Production;
  let books: Workspace;
  /** What the clouds held before the second app came. */
  let alone: ReturnType<typeof all>;

  const all = () =>
    new Map(shop.store.resources().map(({ type, id, outputs }) => [`${type} ${id}`, outputs]));
  const split = (host: string) =>
    Object.fromEntries(
      shop.store
        .resources("aws:route53/record:Record")
        .filter(({ outputs }) => String(outputs["name"]).endsWith(`.rollout.${host}`))
        .map(({ outputs }) => [
          String(outputs["setIdentifier"]),
          (outputs["weightedRoutingPolicies"] as { weight: number }[])[0]?.weight,
        ]),
    );

  before(async () => {
    shop = await production("prepared");
    const { directory } = shop.workspace;
    const files = await filesOf(directory);
    await writeFile(join(directory, "Pulumi.dev.yaml"), files["Pulumi.dev.yaml"] ?? "");
    await good(shop.workspace.pulumi("stack", "init", "dev"));
    books = await secondApp(shop);
    await say(books, { releases: { stable: BOOKS.old } });
    for (const { deployment: id, version, commit } of [BOOKS.old, BOOKS.fresh])
      shop.store.deployment({ project: "books", id, version, commit });
    const { deployment: id, ...built } = await named<Release>(shop.workspace, "staging", "release");
    shop.store.deployment({ project: "shop-staging", id, ...built });
  });
  after(async () => {
    await rm(books.directory, { recursive: true, force: true });
    await shop.close();
  });

  it("come up with one up each, the second beside the first", async () => {
    for (const stack of ["dev", "staging"]) await up(shop.workspace, stack);
    alone = all();
    for (const stack of STACKS) await up(books, stack);
    assert.deepEqual(split("www.books.example.com"), { stable: 100, canary: 0 });
    const zones = await cloudflareZones(shop.workspace.directory);
    const dns = await startDns({ file: shop.file, zones });
    for (const name of [PUBLIC, "www.books.example.com"]) {
      const { answers } = await dns.resolver().resolve({ name, type: "A" });
      assert.ok(
        answers.some(({ type }) => type === "A"),
        `${name} leads nowhere`,
      );
    }
    await dns.close();
    for (const [type, property] of UNIQUE) {
      const names = shop.store.resources(type).map(({ outputs }) => String(outputs[property]));
      assert.deepEqual(names, [...new Set(names)], `${type} ${property}`);
      assert.ok(names.length > 0, type);
    }
  });

  it("roll out at once, and one is rolled back alone", async () => {
    for (const release of Object.values(BOOKS)) verifyAll(join(books.directory, EVIDENCE), release);
    await say(books, { releases: { stable: BOOKS.old, canary: BOOKS.fresh } });
    await up(books, "production");
    await say(books, { percentage: "10" });
    await shop.edit({ percentage: 10 });
    await Promise.all([up(books, "production"), good(shop.up("--skip-preview"))]);
    const rolling = { stable: 90, canary: 10 };
    assert.deepEqual([split(PUBLIC), split("www.books.example.com")], [rolling, rolling]);

    await good(books.canary("rollback", "--yes", "--reason", "checkout fails"));
    const back = { stable: 100, canary: 0 };
    assert.deepEqual([split(PUBLIC), split("www.books.example.com")], [rolling, back]);
    assert.equal(shop.held().hosts[ORIGIN], fresh.deployment);
  });

  it("go without touching the other", async () => {
    for (const stack of STACKS)
      await good(books.pulumi("destroy", "--yes", "--skip-preview", "--stack", stack));
    const left = all();
    assert.deepEqual([...left.keys()].sort(), [...alone.keys()].sort());
    const changed = [...left].filter(
      ([key, outputs]) => JSON.stringify(outputs) !== JSON.stringify(alone.get(key)),
    );
    // What its own rollout moved since.
    assert.deepEqual(changed.map(([key]) => key.replace(/ .*/, "")).sort(), [
      "aws:route53/record:Record",
      "aws:route53/record:Record",
      "vercel:index/alias:Alias",
    ]);
    await good(
      shop.workspace.pulumi("preview", "--expect-no-changes", "--stack", "production", "--refresh"),
    );
  });
});
