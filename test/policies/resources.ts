import { testsOf } from "../../components/monitoring/checks.ts";
import { shapesOf } from "../../components/monitoring/shapes.ts";
import { weights } from "../../rollout/traffic.ts";
import { HEALTH, monitoring, monitors } from "../components/monitoring/given.ts";
import { NEW, OLD } from "../rollout/build.ts";

/** A declared resource. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
}

const PUBLIC = "www.example.com";
const ORIGIN = "canary-origin.example.com";
const CANARY = "canary.example.com";

function variable(key: string, value: string, sensitive = false): Declared {
  return {
    type: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
    name: key,
    props: { projectId: "prj_1", key, value, sensitive, targets: ["production"] },
  };
}

function alias(name: string, host: string, deploymentId: string): Declared {
  return { type: "vercel:index/alias:Alias", name, props: { alias: host, deploymentId } };
}

function weighted(leg: "stable" | "canary"): Declared {
  return {
    type: "aws:route53/record:Record",
    name: `traffic-${leg}`,
    props: {
      type: "CNAME",
      ttl: 60,
      setIdentifier: leg,
      weightedRoutingPolicies: [{ weight: weights(10)[leg] }],
      ...(leg === "canary" && { healthCheckId: "hc-1" }),
    },
  };
}

const { checks } = monitoring;
if (!checks) throw new Error("the sound stack has checks");

/** Handles, as Datadog writes them, of all who are notified. */
const NOTIFIED = [
  ...["development", "operations", "product", "support", "executive"].map(
    (group) => `team-shop-${group}`,
  ),
  "slack-shop-releases",
  "releases@example.com",
];

const GROUPS = ["development", "operations", "product", "support", "executive"];

/** What production declares at 10 %, as far as policies read it, and as stack policies get it. */
export const productionResources: readonly Declared[] = [
  alias("production-public", PUBLIC, OLD.deployment),
  alias("production-canary", ORIGIN, NEW.deployment),
  alias("production-canary-host", CANARY, NEW.deployment),
  variable("SITE_URL", `https://${PUBLIC}`),
  variable("PAYMENTS_API_KEY", "sk_live_1234", true),
  weighted("stable"),
  weighted("canary"),
  {
    type: "aws:acm/certificate:Certificate",
    name: "canary",
    props: { domainName: PUBLIC, validationMethod: "DNS", region: "us-east-1" },
  },
  {
    type: "aws:acm/certificateValidation:CertificateValidation",
    name: "canary",
    props: { certificateArn: "arn:1", region: "us-east-1" },
  },
  {
    type: "aws:cloudfront/distribution:Distribution",
    name: "traffic-canary",
    props: {
      aliases: [PUBLIC],
      viewerCertificate: { acmCertificateArn: "arn:1", minimumProtocolVersion: "TLSv1.2_2021" },
    },
  },
  ...shapesOf(monitors).map(([key, shape]) => ({
    type: "datadog:index/monitor:Monitor",
    name: `monitoring-${key}`,
    props: { ...shape },
  })),
  ...testsOf({ ...checks, health: HEALTH, healthParts: [], certificateDays: 20 }, monitoring).map(
    ([key, test]) => ({
      type: "datadog:index/syntheticsTest:SyntheticsTest",
      name: `monitoring-${key}`,
      props: { ...test },
    }),
  ),
  {
    type: "datadog:index/dashboard:Dashboard",
    name: "monitoring",
    props: { templateVariables: [{ name: "version", prefix: "version" }] },
  },
  {
    type: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
    name: "monitoring",
    props: { name: "requests" },
  },
  ...GROUPS.map((group) => ({
    type: "datadog:index/team:Team",
    name: `notifications-${group}`,
    props: { handle: `shop-${group}` },
  })),
  {
    type: "datadog:slack/channel:Channel",
    name: "notifications",
    props: { accountName: "shop", channelName: "#releases" },
  },
  {
    type: "datadog:index/statusPage:StatusPage",
    name: "notifications",
    props: { domainPrefix: "shop", subscriptionsEnabled: true },
  },
  { type: "aws:sns/topic:Topic", name: "notifications", props: { name: "critical" } },
  {
    type: "aws:sns/topicSubscription:TopicSubscription",
    name: "notifications-1",
    props: { protocol: "sms", endpoint: "+12025550143" },
  },
  {
    type: "datadog:index/monitorNotificationRule:MonitorNotificationRule",
    name: "notifications-all",
    props: { filter: { tags: ["managed_by:canary"] }, recipients: NOTIFIED },
  },
  {
    type: "datadog:index/monitorNotificationRule:MonitorNotificationRule",
    name: "notifications-critical",
    props: {
      filter: { tags: ["managed_by:canary"] },
      conditionalRecipients: {
        conditions: [{ scope: "transition_type:is_alert", recipients: ["sns-critical"] }],
      },
    },
  },
  {
    type: "vercel:index/projectProtectionBypass:ProjectProtectionBypass",
    name: "operations-bypass",
    props: { note: "good until 2026-03-01" },
  },
];

/** What staging declares. */
export const stagingResources: readonly Declared[] = [
  alias("staging-public", "staging.example.com", "dpl_2nRw6XcV9bMk4JhTgFp1QzLsYd8E"),
  variable("SITE_URL", "https://staging.example.com"),
  variable("PAYMENTS_API_KEY", "sk_test_1234", true),
];
