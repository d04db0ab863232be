import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as a from "./samples.ts";
import type { Stand } from "./stand.ts";

export const BUCKET = "aws:s3/bucket:Bucket";
export const ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
export const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
export const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const ARCHIVE = "datadog:index/logsArchive:LogsArchive";
export const AWS_ACCOUNT = "datadog:aws/integrationAccount:IntegrationAccount";
export const EXTERNAL_ID = "datadog:aws/integrationExternalId:IntegrationExternalId";
export const CLOUDFLARE_ACCOUNT = "datadog:cloudflare/integrationAccount:IntegrationAccount";
export const RETENTION = "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention";
export const BYPASS = "vercel:index/projectProtectionBypass:ProjectProtectionBypass";

/** Inputs that are as they must be; each takes what a test is about. */
export const bucket = (own: Properties = {}) => ({ bucket: "shop-logs", ...own });

export const accessBlock = (own: Properties = {}) => ({
  bucket: "shop-logs",
  blockPublicPolicy: true,
  ...own,
});

export const encryption = (rule: Properties = { sseAlgorithm: "AES256" }) => ({
  bucket: "shop-logs",
  rules: [{ applyServerSideEncryptionByDefault: rule }],
});

export const lifecycle = (...days: number[]) => ({
  bucket: "shop-logs",
  rules: days.map((each) => ({
    id: "expire",
    status: "Enabled",
    filter: {},
    expiration: { days: each },
  })),
});

/** A policy of one statement. */
export const policy = (statement: Properties) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

export const bucketPolicy = (own: Properties = {}) => ({
  bucket: "shop-logs",
  policy: policy({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::shop-logs", "arn:aws:s3:::shop-logs/*"],
    ...own,
  }),
});

export const trust = policy({
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::464622532012:root" },
  Action: "sts:AssumeRole",
});

export const role = (own: Properties = {}) => ({
  name: "Datadog",
  assumeRolePolicy: trust,
  ...own,
});

export const rolePolicy = (own: Properties = {}) => ({
  name: "measure",
  role: "Datadog",
  policy: policy({ Effect: "Allow", Action: "cloudwatch:Get*", Resource: "*" }),
  ...own,
});

export const awsAccount = (own: Properties = {}) => ({
  awsAccountId: "123456789012",
  awsPartition: "aws",
  authConfig: { awsAuthConfigRole: { roleName: "Datadog" } },
  awsRegions: { includeAll: true },
  logsConfig: { lambdaForwarder: {} },
  metricsConfig: { namespaceFilters: {} },
  resourcesConfig: {},
  tracesConfig: { xrayServices: {} },
  ...own,
});

export const archive = (own: Properties = {}) => ({
  name: "shop",
  query: "service:shop",
  s3Archive: { bucket: "shop-logs", accountId: "123456789012", roleName: "Datadog" },
  ...own,
});

export const cloudflareAccount = (own: Properties = {}) => ({
  name: "example.com",
  apiKey: "token",
  resources: ["dns"],
  ...own,
});

export const retention = (projectId: string, own: Properties = {}) => ({
  projectId,
  expirationPreview: "1w",
  ...own,
});

export const bypass = (projectId: string, own: Properties = {}) => ({
  projectId,
  note: "good until 2027-01-31",
  ...own,
});

/** A bucket, and what belongs to it. */
async function inBucket(clouds: Stand, inputs: Properties): Promise<Properties> {
  await clouds.create(BUCKET, bucket());
  return inputs;
}

/** How each is born and changed, and the form of its id. */
export const lives = {
  [BUCKET]: {
    born: () => Promise.resolve(bucket()),
    changes: { tags: { team: "shop" } },
    id: /^shop-logs$/,
  },
  [ACCESS_BLOCK]: {
    born: (clouds: Stand) => inBucket(clouds, accessBlock()),
    changes: { blockPublicAcls: true },
    id: /^shop-logs$/,
  },
  [ENCRYPTION]: {
    born: (clouds: Stand) => inBucket(clouds, encryption()),
    changes: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
    id: /^shop-logs$/,
  },
  [LIFECYCLE]: {
    born: (clouds: Stand) => inBucket(clouds, lifecycle(400)),
    changes: { rules: lifecycle(30).rules },
    id: /^shop-logs$/,
  },
  [BUCKET_POLICY]: {
    born: (clouds: Stand) => inBucket(clouds, bucketPolicy()),
    changes: { policy: bucketPolicy({ Action: "s3:PutObject" }).policy },
    id: /^shop-logs$/,
  },
  [ROLE]: {
    born: () => Promise.resolve(role()),
    changes: { description: "another" },
    id: /^Datadog$/,
  },
  [ROLE_POLICY]: {
    born: async (clouds: Stand) => {
      await clouds.create(ROLE, role());
      return rolePolicy();
    },
    changes: { policy: policy({ Effect: "Allow", Action: "rds:List*", Resource: "*" }) },
    id: /^Datadog:measure$/,
  },
  [ARCHIVE]: {
    born: async (clouds: Stand) => {
      await clouds.create(AWS_ACCOUNT, awsAccount());
      return archive();
    },
    changes: { query: "service:boutique" },
    id: /^[0-9A-Za-z]{22}$/,
  },
  [AWS_ACCOUNT]: {
    born: () => Promise.resolve(awsAccount()),
    changes: { accountTags: ["team:shop"] },
    id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  },
  [EXTERNAL_ID]: { born: () => Promise.resolve({}), id: /^[0-9a-f]{32}$/ },
  [CLOUDFLARE_ACCOUNT]: {
    born: () => Promise.resolve(cloudflareAccount()),
    changes: { apiKey: "another" },
    id: /^[0-9a-f]{32}$/,
  },
  [RETENTION]: {
    born: async (clouds: Stand) => retention(await a.ready(clouds)),
    changes: { expirationPreview: "1m" },
    id: /^\/prj_[0-9A-Za-z]{28}$/,
  },
  [BYPASS]: {
    born: async (clouds: Stand) => bypass(await a.ready(clouds), { isEnvVar: true }),
    changes: { note: "another" },
    id: /^prj_[0-9A-Za-z]{28}\/[0-9A-Za-z]{32}$/,
  },
};
