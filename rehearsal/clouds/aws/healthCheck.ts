import { z } from "zod";
import { tags } from "../inputs.ts";
import type { ResourceType } from "../resourceType.ts";
import { uuid } from "../store/draw.ts";

const inputs = z.object({
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
  port: z.int().min(1).max(65535).optional(),
  resourcePath: z.string().max(255).optional(),
  searchString: z.string().max(255).optional(),
  requestInterval: z.literal([10, 30]).optional(),
  failureThreshold: z.int().min(1).max(10).optional(),
  enableSni: z.boolean().optional(),
  tags,
});

type Inputs = z.infer<typeof inputs>;

/** A health check of Route 53. It checks nothing here: only its settings are kept. */
export const healthCheck: ResourceType<Inputs> = {
  token: "aws:route53/healthCheck:HealthCheck",
  inputs,
  defaults: { disabled: false, measureLatency: false },
  immutable: ["type", "requestInterval", "measureLatency", "referenceName", "routingControlArn"],
  identify: (_, draw) => uuid(draw),
  adds: {
    arn: (_, { id }) => `arn:aws:route53:::healthcheck/${id}`,
    enableSni: ({ type, enableSni }) => enableSni ?? type.startsWith("HTTPS"),
    failureThreshold: ({ failureThreshold }) => failureThreshold ?? 3,
    tagsAll: ({ tags }) => tags ?? {},
  },
};
