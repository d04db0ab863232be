import type { StatusPageArgs } from "@pulumi/datadog/statusPage.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { uuid } from "../store/draw.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { conflict } from "./failures.ts";

const inputs = z.strictObject({
  name: z.string(),
  domainPrefix: z.string(),
  type: z.enum(["public", "internal"]),
  visualizationType: z.enum(["bars_and_uptime_percentage", "bars_only", "component_name_only"]),
  subscriptionsEnabled: z.boolean().optional(),
  slackSubscriptionsEnabled: z.boolean().optional(),
  ...kept("companyLogo", "emailHeaderImage", "favicon", "slackAppIcon"),
} satisfies Record<keyof StatusPageArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const statusPageKind: Kind<Inputs> = {
  token: "datadog:index/statusPage:StatusPage",
  inputs,
};

/**
 * A status page of Datadog. It is made unpublished, and published by a call of its own:
 * https://docs.datadoghq.com/api/latest/status-pages/#create-status-page
 */
export const statusPage: ResourceType<Inputs> = {
  ...statusPageKind,
  computed: [
    "createdAt",
    "customDomain",
    "customDomainEnabled",
    "enabled",
    "modifiedAt",
    "pageUrl",
  ],
  identify: (_, draw) => uuid(draw),
  outputs: ({ domainPrefix }, { created, modified }) => ({
    createdAt: created,
    customDomain: "",
    customDomainEnabled: false,
    enabled: false,
    modifiedAt: modified,
    pageUrl: `https://${domainPrefix}.statuspage.datadoghq.com`,
  }),
  refuses: prefixTaken,
};

/** A prefix is a host's name: https://docs.datadoghq.com/incident_response/status_pages/ */
function prefixTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { domainPrefix } = inputs;
  const taken = held
    .of(statusPageKind)
    .some((other) => other.id !== id && other.outputs.domainPrefix === domainPrefix);
  return taken ? conflict("status page", id, `Domain ${domainPrefix} is taken`) : undefined;
}
