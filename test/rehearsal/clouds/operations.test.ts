import assert from "node:assert/strict";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as o from "./operationsSamples.ts";
import { accepts, refuses, type Case } from "./refusal.ts";
import * as a from "./samples.ts";
import { stand, type Stand } from "./stand.ts";

/** The creation of one, after others. */
function created(
  type: string,
  inputs: Properties,
  ...before: [type: string, inputs: Properties][]
): (clouds: Stand) => Promise<unknown> {
  return async (clouds) => {
    for (const [index, [one, own]] of before.entries()) {
      await clouds.create(one, own, `before ${index}`);
    }
    return clouds.create(type, inputs);
  };
}

const inBucket: [string, Properties] = [o.BUCKET, o.bucket()];
const inRole: [string, Properties] = [o.ROLE, o.role()];

function refused(it: string, when: Case["when"], says: RegExp): Case {
  return { it, when, says };
}

refuses("S3", [
  ...["ab", "Shop", "shop_logs", "10.0.0.1", "shop..logs", "xn--shop", "shop-s3alias"].map(
    (bucket) =>
      refused(
        `a bucket that is called ${bucket}`,
        created(o.BUCKET, { bucket }),
        /StatusCode: 400, InvalidBucketName/,
      ),
  ),
  refused(
    "a bucket's name twice",
    created(o.BUCKET, o.bucket(), inBucket),
    /StatusCode: 409, BucketAlreadyExists/,
  ),
  ...(
    [
      [o.ACCESS_BLOCK, o.accessBlock()],
      [o.ENCRYPTION, o.encryption()],
      [o.LIFECYCLE, o.lifecycle(1)],
      [o.BUCKET_POLICY, o.bucketPolicy()],
    ] as const
  ).map(([type, inputs]) =>
    refused(`a ${type} of no bucket`, created(type, inputs), /StatusCode: 404, NoSuchBucket/),
  ),
  refused(
    "a key of KMS with S3's own encryption",
    created(
      o.ENCRYPTION,
      o.encryption({ sseAlgorithm: "AES256", kmsMasterKeyId: "arn:aws:kms:1" }),
      inBucket,
    ),
    /InvalidArgument: a KMSMasterKeyID is not applicable/,
  ),
  refused(
    "a lifetime of no days",
    created(o.LIFECYCLE, o.lifecycle(0), inBucket),
    /'Days' for Expiration action must be a positive integer/,
  ),
  refused(
    "two rules with one id",
    created(o.LIFECYCLE, o.lifecycle(1, 2), inBucket),
    /Rule ID must be unique/,
  ),
  refused(
    "a policy that is no JSON",
    created(o.BUCKET_POLICY, { ...o.bucketPolicy(), policy: "{" }, inBucket),
    /MalformedPolicy: Policies must be valid JSON/,
  ),
  refused(
    "a policy for nobody",
    created(o.BUCKET_POLICY, o.bucketPolicy({ Principal: undefined }), inBucket),
    /MalformedPolicy: Missing required field Principal/,
  ),
  refused(
    "a policy of another bucket",
    created(o.BUCKET_POLICY, o.bucketPolicy({ Resource: "arn:aws:s3:::shop-logs-2/*" }), inBucket),
    /MalformedPolicy: Policy has invalid resource/,
  ),
  refused(
    "a policy that lets everybody in, where that is blocked",
    created(o.BUCKET_POLICY, o.bucketPolicy({ Effect: "Allow" }), inBucket, [
      o.ACCESS_BLOCK,
      o.accessBlock(),
    ]),
    /StatusCode: 403, AccessDenied: .*BlockPublicPolicy/,
  ),
]);

accepts("S3", {
  "a policy that lets everybody in, where nothing blocks it": created(
    o.BUCKET_POLICY,
    o.bucketPolicy({ Effect: "Allow", Principal: { AWS: "*" } }),
    inBucket,
    [o.ACCESS_BLOCK, o.accessBlock({ blockPublicPolicy: false })],
  ),
  "a setting made over one that is there": async (clouds) => {
    await created(o.LIFECYCLE, o.lifecycle(30), inBucket, [o.LIFECYCLE, o.lifecycle(10)])(clouds);
    assert.equal(clouds.store.resources(o.LIFECYCLE).length, 1);
  },
});

refuses("IAM", [
  refused(
    "a role's name twice",
    created(o.ROLE, o.role(), inRole),
    /StatusCode: 409, EntityAlreadyExists: Role with name Datadog already exists\./,
  ),
  refused(
    "trust in nobody",
    created(o.ROLE, o.role({ assumeRolePolicy: o.rolePolicy().policy })),
    /MalformedPolicyDocument: AssumeRole policy must contain a principal/,
  ),
  refused(
    "trust that is no JSON",
    created(o.ROLE, o.role({ assumeRolePolicy: "trust" })),
    /MalformedPolicyDocument: This policy contains invalid Json/,
  ),
  refused(
    "a policy of no role",
    created(o.ROLE_POLICY, o.rolePolicy()),
    /StatusCode: 404, NoSuchEntity: The role with name Datadog cannot be found\./,
  ),
  refused(
    "a role's policy that says for whom",
    created(o.ROLE_POLICY, o.rolePolicy({ policy: o.bucketPolicy().policy }), inRole),
    /should not specify a principal/,
  ),
  refused(
    "a role's policy of no resource",
    created(
      o.ROLE_POLICY,
      o.rolePolicy({ policy: o.policy({ Effect: "Allow", Action: "rds:List*" }) }),
      inRole,
    ),
    /must contain resources/,
  ),
  refused(
    "a role's policy that is no JSON",
    created(o.ROLE_POLICY, o.rolePolicy({ policy: "" }), inRole),
    /Syntax errors in policy/,
  ),
  refused(
    "the deletion of a role with a policy",
    async (clouds) => {
      const { id } = await clouds.create(o.ROLE, o.role());
      await clouds.create(o.ROLE_POLICY, o.rolePolicy());
      return clouds.delete(o.ROLE, id);
    },
    /StatusCode: 409, DeleteConflict/,
  ),
]);

accepts("IAM", {
  "the deletion of a role with a policy where they are detached": async (clouds) => {
    const { id } = await clouds.create(o.ROLE, o.role({ forceDetachPolicies: true }));
    await clouds.create(o.ROLE_POLICY, o.rolePolicy());
    return clouds.delete(o.ROLE, id);
  },
});

refuses("Datadog", [
  refused(
    "an AWS account twice",
    created(o.AWS_ACCOUNT, o.awsAccount(), [o.AWS_ACCOUNT, o.awsAccount()]),
    /409 Conflict: .*AWS account 123456789012 is integrated already/,
  ),
  refused(
    "an archive in an account that is not integrated",
    created(o.ARCHIVE, o.archive()),
    /400 Bad Request: .*No AWS integration with account 123456789012/,
  ),
  refused(
    "an archive by a role that the integration does not have",
    created(
      o.ARCHIVE,
      o.archive({ s3Archive: { bucket: "b", accountId: "123456789012", roleName: "Other" } }),
      [o.AWS_ACCOUNT, o.awsAccount()],
    ),
    /No AWS integration/,
  ),
  refused(
    "a global key of Cloudflare without its user",
    created(o.CLOUDFLARE_ACCOUNT, o.cloudflareAccount({ apiKey: "0".repeat(37) })),
    /email is required with an API key/,
  ),
]);

describe("Datadog's provider refuses", () => {
  const wrong: [what: string, type: string, inputs: Properties, property: string][] = [
    ["an archive in no place", o.ARCHIVE, o.archive({ s3Archive: undefined }), "s3Archive"],
    [
      "an archive by a role of no account",
      o.ARCHIVE,
      o.archive({ s3Archive: { bucket: "b", roleName: "Datadog" } }),
      "s3Archive.accountId",
    ],
    ["an account without a way in", o.AWS_ACCOUNT, o.awsAccount({ authConfig: {} }), "authConfig"],
    [
      "all regions and some",
      o.AWS_ACCOUNT,
      o.awsAccount({ awsRegions: { includeAll: true, includeOnlies: ["us-east-1"] } }),
      "awsRegions",
    ],
    ["no word on traces", o.AWS_ACCOUNT, o.awsAccount({ tracesConfig: undefined }), "tracesConfig"],
    [
      "posture management without the collection that it needs",
      o.AWS_ACCOUNT,
      o.awsAccount({
        resourcesConfig: {
          cloudSecurityPostureManagementCollection: true,
          extendedCollection: false,
        },
      }),
      "resourcesConfig",
    ],
    [
      "namespaces that are in and others that are out",
      o.AWS_ACCOUNT,
      o.awsAccount({
        metricsConfig: { namespaceFilters: { includeOnlies: [], excludeOnlies: [] } },
      }),
      "metricsConfig.namespaceFilters",
    ],
    [
      "a part of Cloudflare that it does not measure",
      o.CLOUDFLARE_ACCOUNT,
      o.cloudflareAccount({ resources: ["kv"] }),
      "resources[0]",
    ],
  ];
  for (const [what, type, inputs, property] of wrong) {
    it(what, () => {
      const { failures } = stand().of(type).check(type, inputs);
      assert.deepEqual(
        failures.map((failure) => failure.property),
        [property],
      );
    });
  }
});

refuses("Vercel", [
  {
    it: "one secret twice, and does not say it",
    when: async (clouds) => {
      const bypass = o.bypass(await a.ready(clouds), { secret: "s".repeat(32) });
      await clouds.create(o.BYPASS, bypass, "first");
      return clouds.create(o.BYPASS, bypass, "second");
    },
    says: /^two resources are the same vercel:\S+ProjectProtectionBypass: declare it once$/,
  },
  refused(
    "to keep deployments of no project",
    created(o.RETENTION, o.retention("prj_none")),
    /Could not find project/,
  ),
  refused(
    "a way past the protection of no project",
    created(o.BYPASS, o.bypass("prj_none")),
    /Could not find project/,
  ),
  refused(
    "an only secret that is not the default",
    async (clouds) => clouds.create(o.BYPASS, o.bypass(await a.ready(clouds), { isEnvVar: false })),
    /exactly one bypass per project/,
  ),
]);

describe("Vercel", () => {
  it("keeps no deployment for ever", () => {
    const { failures } = stand()
      .of(o.RETENTION)
      .check(o.RETENTION, o.retention("prj_1", { expirationProduction: "unlimited" }));
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["expirationProduction"],
    );
  });

  it("shows to a refresh which secret became the default, and no input that nobody gave", async () => {
    const clouds = stand();
    const inputs = o.bypass(await a.ready(clouds));
    const { id, outputs } = await clouds.create(o.BYPASS, inputs);
    const identity = { type: o.BYPASS, id, urn: "" };
    const signal = new AbortController().signal;
    const result = await clouds.of(o.BYPASS).read(identity, { inputs, outputs }, signal);
    assert.deepEqual([result.inputs, result.outputs["isEnvVar"]], [inputs, true]);
    assert.equal(outputs["isEnvVar"], false);
  });

  it("has one default among the secrets of a project: the newest that was made it, or what is left", async () => {
    const clouds = stand();
    const projectId = await a.ready(clouds);
    const defaults = () =>
      clouds.store
        .resources(o.BYPASS)
        .filter(({ outputs }) => outputs["isEnvVar"] === true)
        .map(({ outputs }) => outputs["note"]);
    await clouds.create(o.BYPASS, o.bypass(projectId, { note: "first" }), "first");
    assert.deepEqual(defaults(), ["first"]);
    await clouds.create(o.BYPASS, o.bypass(projectId, { note: "second" }), "second");
    assert.deepEqual(defaults(), ["first"]);
    const third = o.bypass(projectId, { note: "third", isEnvVar: true });
    const { id } = await clouds.create(o.BYPASS, third, "third");
    assert.deepEqual(defaults(), ["third"]);
    await clouds.delete(o.BYPASS, id);
    assert.deepEqual(defaults(), ["first"]);
  });
});
