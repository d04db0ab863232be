import { z } from "zod";
import type { Kind, ResourceType } from "../resourceType.ts";

const inputs = z.strictObject({});

const kind: Kind<object> = {
  token: "datadog:aws/integrationExternalId:IntegrationExternalId",
  inputs,
};

/** An id that a role of AWS and Datadog share: https://docs.datadoghq.com/api/latest/aws-integration/#generate-a-new-external-id */
export const awsIntegrationExternalId: ResourceType<object> = {
  ...kind,
  computed: [],
  identify: (_, draw) => draw("id", 32),
  outputs: () => ({}),
};
