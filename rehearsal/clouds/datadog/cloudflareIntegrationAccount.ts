import { z } from "zod";
import type { Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

const inputs = z.object({
  name: z.string().min(1),
  apiKey: z.string().min(1),
  email: z.string().optional(),
  // https://docs.datadoghq.com/api/latest/cloudflare-integration/#add-cloudflare-account
  resources: z.array(z.enum(["web", "dns", "lb", "worker"])).optional(),
});

type Inputs = z.infer<typeof inputs>;

/** A Cloudflare account that Datadog measures. Its key is kept in plain, and used for nothing here. */
export const cloudflareIntegrationAccount: ResourceType<Inputs> = {
  token: "datadog:cloudflare/integrationAccount:IntegrationAccount",
  inputs,
  identify: (_, draw) => draw("id", 32),
  adds: { resources: ({ resources }) => resources ?? ["web", "dns", "lb", "worker"] },
  refuses: keyWithoutEmail,
};

/**
 * A global key, 37 hexadecimal digits, is its user's; a token is not.
 * https://developers.cloudflare.com/fundamentals/api/get-started/keys/
 */
function keyWithoutEmail({ id, inputs }: Proposed<Inputs>): string | undefined {
  if (inputs.email !== undefined || !/^[0-9a-f]{37}$/.test(inputs.apiKey)) return undefined;
  return badRequest("Cloudflare account", id, "email is required with an API key");
}
