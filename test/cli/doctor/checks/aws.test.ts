import assert from "node:assert/strict";
import { awsCredentials } from "../../../../cli/doctor/checks/awsCredentials.ts";
import { bucket } from "../../../../cli/doctor/checks/bucket.ts";
import { cloudfrontAliases } from "../../../../cli/doctor/checks/cloudfrontAliases.ts";
import { TYPES } from "../../../../cli/doctor/inState.ts";
import type { BucketState, ConflictingAlias, Distribution } from "../../../../vendors/aws.ts";
import { PermissionMissing, VendorFailure } from "../../../../vendors/failures.ts";
import { contextFor, exampleConfig } from "../context.ts";
import { fakeClouds, observed, giving, inState } from "../fakeClouds.ts";

describe("the AWS credentials", () => {
  const arn = "arn:aws:iam::123456789012:user/alex";
  const identity = giving({ account: "123456789012", arn });

  it("are in order of the account that is named, where nothing is denied", async () => {
    const queried: string[] = [];
    const deniedActions = (_: string, { actions }: { readonly actions: readonly string[] }) => {
      queried.push(...actions);
      return Promise.resolve([]);
    };
    assert.match(await observed(awsCredentials, { aws: { identity }, deniedActions }), /^ok: arn/);
    for (const action of [
      "route53:ChangeResourceRecordSets",
      "cloudfront:CreateDistribution",
      "acm:RequestCertificate",
      "sns:CreateTopic",
      "s3:CreateBucket",
      "iam:CreateRole",
    ])
      assert.ok(queried.includes(action), action);
    const small = exampleConfig({
      channels: { email: ["releases@example.com"], none: "not there" },
      operations: { none: "not there" },
      monitoring: { none: "not there" },
    });
    queried.length = 0;
    await observed(awsCredentials, { aws: { identity }, deniedActions }, { config: small });
    assert.ok(!queried.some((one) => /^(sns|s3|iam):/.test(one)), queried.join(" "));
  });

  it("are a fault of another account, and where none are found", async () => {
    const other = giving({ account: "999999999999", arn });
    assert.match(
      await observed(awsCredentials, { aws: { identity: other }, deniedActions: giving([]) }),
      /^fault: the credentials are of the account 999999999999 .*is 123456789012/,
    );
    const none = () =>
      Promise.reject(
        new VendorFailure({
          ...{ vendor: "AWS", what: "say whose the credentials are" },
          said: "Could not load credentials from any providers",
        }),
      );
    assert.match(
      await observed(awsCredentials, { aws: { identity: none } }),
      /^fault: .*Could not load credentials.*set AWS_PROFILE/,
    );
  });

  it("name the actions that they lack, each on its resource, and a roll back's stop it too", async () => {
    const lacks = ["route53:ChangeResourceRecordSets", "s3:CreateBucket"];
    const deniedActions = (_: string, { actions }: { readonly actions: readonly string[] }) =>
      Promise.resolve(actions.filter((one) => lacks.includes(one)));
    const clouds = fakeClouds({ aws: { identity }, deniedActions });
    const resources = giving([inState(TYPES.zone, "Z1")]);
    const findings = await awsCredentials.run(
      contextFor({ clouds, resources }),
      AbortSignal.timeout(5000),
    );
    assert.deepEqual(
      findings.map(({ verdict, observed, stops }) => [
        verdict,
        observed.replace(/.* deny /, ""),
        stops,
      ]),
      [
        ["fault", "route53:ChangeResourceRecordSets on arn:aws:route53:::hostedzone/Z1", undefined],
        ["fault", "s3:CreateBucket on arn:aws:s3:::shop-production-logs", ["up"]],
      ],
    );
  });

  it("are unknown where they may not simulate", async () => {
    const deniedActions = () =>
      Promise.reject(
        new PermissionMissing({
          ...{ vendor: "AWS", what: "simulate", said: "403 AccessDenied" },
          ...{ permission: "the action iam:SimulatePrincipalPolicy", docs: "https://aws" },
        }),
      );
    assert.match(
      await observed(awsCredentials, { aws: { identity }, deniedActions }),
      /^unknown: .* \| allow it the action iam:SimulatePrincipalPolicy/,
    );
  });

  it("are checked for what a roll back calls where the stack file is broken", async () => {
    const queried: string[] = [];
    const deniedActions = (_: string, { actions }: { readonly actions: readonly string[] }) => {
      queried.push(...actions);
      return Promise.resolve([]);
    };
    await observed(awsCredentials, { aws: { identity }, deniedActions }, { config: undefined });
    assert.deepEqual(queried, [
      "route53:GetHostedZone",
      "route53:ListResourceRecordSets",
      "route53:ChangeResourceRecordSets",
      "route53:GetChange",
    ]);
  });
});

describe("the public host at CloudFront", () => {
  const distribution = (id: string, ...aliases: string[]): Distribution => ({
    ...{ id, domainName: `${id}.cloudfront.net`, aliases },
    ...{ status: "Deployed", isEnabled: true, comment: "" },
  });
  const at = (
    distributions: readonly Distribution[],
    conflicts: readonly ConflictingAlias[] = [],
    own: readonly string[] = [],
  ) =>
    observed(
      cloudfrontAliases,
      { aws: { distributions: giving([...distributions]), conflicts: giving([...conflicts]) } },
      { resources: giving(own.map((id) => inState(TYPES.distribution, id))) },
    );

  it("is free where this stack's own distribution alone has it", async () => {
    assert.match(await at([distribution("E1", "shop.example.com")]), /^ok/);
    const observed = [
      { alias: "www.example.com", distributionId: "*****E1", accountId: "*****9012" },
    ];
    assert.match(await at([distribution("E1", "www.example.com")], observed, ["E1"]), /^ok/);
  });

  it("is a fault where another distribution has it, of this account or another", async () => {
    assert.match(
      await at([distribution("E2", "www.example.com")]),
      /^fault: www\.example\.com is an alias of the distribution E2 of this account/,
    );
    const taken = [{ alias: "www.example.com", distributionId: "*****E7", accountId: "****77" }];
    assert.match(
      await at([distribution("E1", "www.example.com")], taken, ["E1"]),
      /^fault: www\.example\.com is an alias of \*{5}E7 of the account/,
    );
  });
});

describe("the archive's bucket", () => {
  const at = (state: BucketState, own: readonly string[] = []) =>
    observed(
      bucket,
      { aws: { bucket: giving(state) } },
      { resources: giving(own.map((id) => inState(TYPES.bucket, id))) },
    );

  it("is a fault where somebody has its name, and no bucket of this stack's", async () => {
    assert.match(await at("absent"), /^ok: shop-production-logs is free/);
    assert.match(await at("taken"), /^fault: .*shop-production-logs is another account's/);
    assert.match(await at("ours"), /^fault: .* is in this account, and not in the state/);
    assert.match(await at("ours", ["shop-production-logs"]), /^ok/);
  });
});
