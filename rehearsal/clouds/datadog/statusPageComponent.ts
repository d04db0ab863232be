import type { StatusPageComponentArgs } from "@pulumi/datadog/statusPageComponent.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { uuid } from "../store/draw.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { badRequest, notFound } from "./failures.ts";
import { statusPageKind } from "./statusPage.ts";

const inputs = z.strictObject({
  pageId: z.string(),
  name: z.string(),
  type: z.enum(["component", "group"]),
  position: z.int(),
  ...kept("components"),
} satisfies Record<keyof StatusPageComponentArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = {
  token: "datadog:index/statusPageComponent:StatusPageComponent",
  inputs,
};

/** A part of the app on a status page. How it is, people say. */
export const statusPageComponent: ResourceType<Inputs> = {
  ...kind,
  // https://github.com/DataDog/terraform-provider-datadog, resource_datadog_status_page_component.go
  immutable: ["pageId", "type", "components"],
  computed: ["createdAt", "modifiedAt", "status"],
  identify: (_, draw) => uuid(draw),
  outputs: (_, { created, modified }) => ({
    createdAt: created,
    modifiedAt: modified,
    status: "operational",
  }),
  refuses: (proposed, held) => noPage(proposed, held) ?? gap(proposed, held),
};

/** 404: https://docs.datadoghq.com/api/latest/status-pages/#create-component */
function noPage({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const found = held.of(statusPageKind).some((page) => page.id === inputs.pageId);
  return found ? undefined : notFound("status page component", id, `page ${inputs.pageId}`);
}

/** The provider's own words: https://www.pulumi.com/registry/packages/datadog/api-docs/statuspagecomponent/#position_nodejs */
function gap({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { pageId, position } = inputs;
  const others = held.of(kind).filter((one) => one.id !== id && one.outputs.pageId === pageId);
  if (position >= 0 && position <= others.length) return undefined;
  const error = `position ${position} is not between 0 and ${others.length}`;
  return badRequest("status page component", id, error);
}
