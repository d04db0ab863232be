import { z } from "zod";
import { uuid } from "../store/draw.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { conflict, badRequest, notFound } from "./failures.ts";

const inputs = z.object({
  name: z.string(),
  domainPrefix: z.string(),
  type: z.enum(["public", "internal"]),
  visualizationType: z.enum(["bars_and_uptime_percentage", "bars_only", "component_name_only"]),
});

type Inputs = z.infer<typeof inputs>;

/**
 * A status page of Datadog. It is made unpublished, and published by a call of its own:
 * https://docs.datadoghq.com/api/latest/status-pages/#create-status-page
 */
export const statusPage: ResourceType<Inputs> = {
  token: "datadog:index/statusPage:StatusPage",
  inputs,
  identify: (_, draw) => uuid(draw),
  adds: {
    createdAt: (_, { created }) => created,
    customDomain: () => "",
    customDomainEnabled: () => false,
    enabled: () => false,
    modifiedAt: (_, { modified }) => modified,
    pageUrl: ({ domainPrefix }) => `https://${domainPrefix}.statuspage.datadoghq.com`,
  },
  refuses: prefixTaken,
};

/** A prefix is a host's name: https://docs.datadoghq.com/incident_response/status_pages/ */
function prefixTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { domainPrefix } = inputs;
  const taken = held
    .of(statusPage, id)
    .some(({ outputs }) => outputs.domainPrefix === domainPrefix);
  return taken ? conflict("status page", id, `Domain ${domainPrefix} is taken`) : undefined;
}

const componentInputs = z.object({
  pageId: z.string(),
  name: z.string(),
  type: z.enum(["component", "group"]),
  position: z.int(),
});

type ComponentInputs = z.infer<typeof componentInputs>;

/** A part of the app on a status page. How it is, people say. */
export const statusPageComponent: ResourceType<ComponentInputs> = {
  token: "datadog:index/statusPageComponent:StatusPageComponent",
  inputs: componentInputs,
  // https://github.com/DataDog/terraform-provider-datadog, resource_datadog_status_page_component.go
  immutable: ["pageId", "type", "components"],
  identify: (_, draw) => uuid(draw),
  adds: {
    createdAt: (_, { created }) => created,
    modifiedAt: (_, { modified }) => modified,
    status: () => "operational",
  },
  refuses: (proposed, held) => noPage(proposed, held) ?? gap(proposed, held),
};

/** 404: https://docs.datadoghq.com/api/latest/status-pages/#create-component */
function noPage({ id, inputs }: Proposed<ComponentInputs>, held: Held): string | undefined {
  const page = held.find(statusPage, inputs.pageId);
  return page ? undefined : notFound("status page component", id, `page ${inputs.pageId}`);
}

/** The provider's own words: https://www.pulumi.com/registry/packages/datadog/api-docs/statuspagecomponent/#position_nodejs */
function gap({ id, inputs }: Proposed<ComponentInputs>, held: Held): string | undefined {
  const { pageId, position } = inputs;
  const others = held
    .of(statusPageComponent, id)
    .filter(({ outputs }) => outputs.pageId === pageId);
  if (position >= 0 && position <= others.length) return undefined;
  const error = `position ${position} is not between 0 and ${others.length}`;
  return badRequest("status page component", id, error);
}
