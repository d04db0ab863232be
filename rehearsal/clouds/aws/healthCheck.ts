import type { HealthCheckArgs } from "@pulumi/aws/route53/healthCheck.js";
import { z } from "zod";
import { kept, tags } from "../inputs.ts";
import type { Kind, ResourceType } from "../resourceType.ts";
import { uuid } from "../store/draw.ts";

const inputs = z.strictObject({
  type: z.enum([
    "HTTP",
    "HTTPS",
    "HTTP_STR_MATCH",
    "HTTPS_STR_MATCH",
    "TCP",
    "CALCULATED",
    "CLOUDWATCH_METRIC",
    "RECOVERY_CONTROL",
  ]),
  fqdn: z.string().max(255).optional(),
  ipAddress: z.string().optional(),
  port: z.int().min(1).max(65535).optional(),
  resourcePath: z.string().max(255).optional(),
  searchString: z.string().max(255).optional(),
  requestInterval: z.literal([10, 30]).optional(),
  failureThreshold: z.int().min(1).max(10).optional(),
  enableSni: z.boolean().optional(),
  measureLatency: z.boolean().optional(),
  invertHealthcheck: z.boolean().optional(),
  disabled: z.boolean().optional(),
  tags,
  ...kept(
    "childHealthThreshold",
    "childHealthchecks",
    "cloudwatchAlarmName",
    "cloudwatchAlarmRegion",
    "insufficientDataHealthStatus",
    "referenceName",
    "regions",
    "routingControlArn",
    "triggers",
  ),
} satisfies Record<keyof HealthCheckArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const healthCheckKind: Kind<Inputs> = {
  token: "aws:route53/healthCheck:HealthCheck",
  inputs,
};

/** A health check of Route 53. It checks nothing here: only what it is told is kept. */
export const healthCheck: ResourceType<Inputs> = {
  ...healthCheckKind,
  defaults: { disabled: false, measureLatency: false },
  immutable: ["type", "requestInterval", "measureLatency", "referenceName", "routingControlArn"],
  computed: ["arn", "enableSni", "failureThreshold", "tagsAll"],
  identify: (_, draw) => uuid(draw),
  outputs: ({ type, enableSni, failureThreshold, tags }, { id }) => ({
    arn: `arn:aws:route53:::healthcheck/${id}`,
    enableSni: enableSni ?? type.startsWith("HTTPS"),
    failureThreshold: failureThreshold ?? 3,
    tagsAll: tags ?? {},
  }),
};
