import assert from "node:assert/strict";
import { join } from "node:path";
import type { OperationsArgs } from "../../../components/index.ts";
import type { Properties, Store } from "../../../rehearsal/clouds/index.ts";
import { inClouds, type InClouds } from "../../engine/inClouds.ts";
import { root, type Workspace } from "../../engine/pulumi.ts";
import * as o from "../../rehearsal/clouds/operationsSamples.ts";

type Given = Omit<OperationsArgs, "projectId">;

const given: Given = {
  retention: { preview: "1m", production: "1y", canceled: "1w", errored: "1m" },
  bypass: ["2027-01-31"],
  now: "2026-12-01T12:00:00.000Z",
  aws: { account: "123456789012", role: "DatadogIntegrationRole", datadogAccount: "464622532012" },
  cloudflare: { zone: "example.com", token: "hush" },
  archive: {
    bucket: "shop-production-logs",
    path: "logs",
    days: 400,
    query: "service:shop env:production",
  },
  protect: false,
};

const program = (args: Given, more = "") => `
  import { Role } from "@pulumi/aws/iam/role.js";
  import { IntegrationAccount } from "@pulumi/datadog/aws/integrationAccount.js";
  import { Project } from "@pulumiverse/vercel/project.js";
  import { Operations } from ${JSON.stringify(join(root, "components/operations/index.ts"))};

  const project = new Project("project", { name: "shop" });
  ${more}
  const args = ${JSON.stringify(args)};
  export const { protectionBypass } = new Operations("operations", {
    ...args,
    projectId: project.id,
  });
`;

describe("operations through the engine", () => {
  let opened: InClouds;
  let w: Workspace;
  let store: Store;

  beforeEach(async () => {
    opened = await inClouds();
    ({ w, store } = opened);
  });

  afterEach(() => opened.close());

  const up = (args: Given, more?: string) =>
    opened.run(program(args, more), "up", "--yes", "--skip-preview");

  /** The only resource of a type. */
  function only(type: string): Properties {
    const [resource, ...others] = store.resources(type);
    assert.ok(resource && others.length === 0, type);
    return resource.outputs;
  }

  function statements(policy: unknown): Properties[] {
    return (JSON.parse(policy as string) as { Statement: Properties[] }).Statement;
  }

  /** What stands under a key of the output, in plain. */
  async function output(...flags: string[]): Promise<unknown> {
    const { stdout } = await w.run("stack", "output", "--json", ...flags);
    return (JSON.parse(stdout) as Properties)["protectionBypass"];
  }

  it("are declared as Datadog, AWS and Vercel take them, stay as they are, and leave nothing", async () => {
    const first = await up(given);
    assert.equal(first.code, 0, first.output);
    assert.doesNotMatch(first.output, /warning:/);

    const { projectId } = only(o.RETENTION);
    assert.deepEqual(only(o.RETENTION), {
      projectId,
      expirationPreview: "1m",
      expirationProduction: "1y",
      expirationCanceled: "1w",
      expirationErrored: "1m",
    });

    const role = only(o.ROLE);
    const [externalId] = store.resources(o.EXTERNAL_ID).map(({ id }) => id);
    assert.deepEqual(statements(role["assumeRolePolicy"]), [
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::464622532012:root" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
    ]);
    assert.deepEqual(only(o.AWS_ACCOUNT)["authConfig"], {
      awsAuthConfigRole: { roleName: "DatadogIntegrationRole", externalId },
    });
    const policies = new Map(
      store
        .resources(o.ROLE_POLICY)
        .map(({ outputs }) => [outputs["name"], statements(outputs["policy"])]),
    );
    const reads = /^(cloudwatch|tag|rds|elasticache|cloudfront|route53):(Get|List|Describe)/;
    for (const action of policies.get("measure")?.[0]?.["Action"] as string[]) {
      assert.match(action, reads);
    }
    assert.deepEqual(
      policies
        .get("archive-logs-shop-production-logs")
        ?.map(({ Action, Resource }) => [Action, Resource]),
      [
        [["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::shop-production-logs/logs/*"],
        ["s3:ListBucket", "arn:aws:s3:::shop-production-logs"],
      ],
    );

    assert.deepEqual(only(o.ARCHIVE)["s3Archive"], {
      bucket: "shop-production-logs",
      path: "/logs",
      accountId: "123456789012",
      roleName: "DatadogIntegrationRole",
    });
    assert.equal(only(o.BUCKET)["forceDestroy"], false);
    for (const flag of [
      "blockPublicAcls",
      "blockPublicPolicy",
      "ignorePublicAcls",
      "restrictPublicBuckets",
    ]) {
      assert.equal(only(o.ACCESS_BLOCK)[flag], true);
    }
    assert.deepEqual(only(o.ENCRYPTION)["rules"], [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    assert.deepEqual(
      (only(o.LIFECYCLE)["rules"] as Properties[]).map(({ expiration }) => expiration),
      [{ days: 400 }],
    );
    const [deny] = statements(only(o.BUCKET_POLICY)["policy"]);
    assert.deepEqual(
      [deny?.["Effect"], deny?.["Condition"]],
      ["Deny", { Bool: { "aws:SecureTransport": "false" } }],
    );

    // The Cloudflare token, and what bypasses the protection, but for the id that Vercel's provider
    // makes of it.
    const state = await w.run("stack", "export");
    assert.doesNotMatch(state.stdout, /hush/);
    assert.equal(only(o.CLOUDFLARE_ACCOUNT)["apiKey"], "hush");
    const secret = only(o.BYPASS)["secret"] as string;
    const visible = state.stdout.split("\n").filter((line) => line.includes(secret));
    assert.ok(
      visible.every((line) => line.includes(`"id": "`)),
      visible.join("\n"),
    );
    assert.equal(await output(), "[secret]");
    assert.equal(await output("--show-secrets"), secret);

    const again = await w.run("up", "--yes", "--skip-preview", "--expect-no-changes");
    assert.equal(again.code, 0, again.stdout);
    const gone = await w.run("destroy", "--yes", "--skip-preview");
    assert.equal(gone.code, 0, gone.stdout);
    assert.deepEqual(store.resources(), []);
  });

  it("rotate the secret past Vercel's protection without a time that has none", async () => {
    const slim: Given = { retention: given.retention, now: given.now };
    const held = () =>
      store
        .resources(o.BYPASS)
        .map(({ outputs }) => [outputs["note"], outputs["isEnvVar"]] as const);
    assert.equal((await up({ ...slim, bypass: ["2027-01-31"] })).code, 0);
    const old = only(o.BYPASS)["secret"];

    assert.equal((await up({ ...slim, bypass: ["2027-01-31", "2027-06-30"] })).code, 0);
    assert.deepEqual(held(), [
      ["good until 2027-01-31", false],
      ["good until 2027-06-30", true],
    ]);
    assert.equal(store.resources(o.BYPASS)[0]?.outputs["secret"], old);
    const fresh = store.resources(o.BYPASS)[1]?.outputs["secret"];
    assert.equal(await output("--show-secrets"), fresh);
    const again = await w.run("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes");
    assert.equal(again.code, 0, again.stdout);

    assert.equal((await up({ ...slim, bypass: ["2027-06-30"] })).code, 0);
    assert.deepEqual(held(), [["good until 2027-06-30", true]]);
    assert.equal(only(o.BYPASS)["secret"], fresh);
    assert.equal(await output("--show-secrets"), fresh);
  });

  it("say whose day has passed, and go on", async () => {
    const { code, output } = await up({
      retention: given.retention,
      bypass: ["2027-01-31", "2027-06-30"],
      now: "2027-02-01T00:00:00.000Z",
    });
    assert.equal(code, 0, output);
    assert.match(output, /warning: the secret past Vercel's protection was good until 2027-01-31/);
    assert.doesNotMatch(output, /good until 2027-06-30/);
  });

  it("archive by the role that Datadog has already, and leave it and its integration alone", async () => {
    const there = `
      const role = new Role("there", { name: "Ours", assumeRolePolicy: ${JSON.stringify(o.trust)}, forceDetachPolicies: true });
      const account = new IntegrationAccount("there", ${JSON.stringify(
        o.awsAccount({ authConfig: { awsAuthConfigRole: { roleName: "Ours" } } }),
      )});`;
    const slim: Given = { retention: given.retention, now: given.now };
    assert.equal((await up(slim, there)).code, 0);
    const aws = { account: "123456789012", role: "Ours" };
    const { code, output } = await up({ ...slim, aws, archive: given.archive }, there);
    assert.equal(code, 0, output);
    assert.equal(only(o.ROLE)["name"], "Ours");
    assert.equal(only(o.ROLE_POLICY)["role"], "Ours");
    assert.equal(store.resources(o.EXTERNAL_ID).length, 0);
    assert.equal((only(o.ARCHIVE)["s3Archive"] as Properties)["roleName"], "Ours");
  });

  it("do not let the bucket go, unless protection is off", async () => {
    const args: Given = {
      ...given,
      protect: true,
    };
    assert.equal((await up(args)).code, 0);
    const { archive, ...without } = args;
    const refused = await up(without);
    assert.notEqual(refused.code, 0, archive?.bucket);
    assert.match(refused.output, /bucket:Bucket.*protected|protected.*operations-archive/is);
    assert.equal(store.resources(o.BUCKET).length, 1);
  });
});
