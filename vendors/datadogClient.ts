import type { Configuration } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/configuration.js";
import { apiUrl, type Account } from "../measure/datadog/account.ts";
import type { Transport } from "../measure/datadog/transport.ts";

/**
 * What each part of the official client is made with. It takes keys and the site from the environment
 * (`DD_…`) only where it is given none, and here it is given all. Its own retries know no limit in all,
 * and print what failed: calls are sent by ours.
 */
export async function configure(account: Account, send: Transport): Promise<Configuration> {
  const [{ createConfiguration }, { BaseServerConfiguration }, { ResponseContext }] =
    await Promise.all([
      import("@datadog/datadog-api-client/dist/packages/datadog-api-client-common/configuration.js"),
      import("@datadog/datadog-api-client/dist/packages/datadog-api-client-common/servers.js"),
      import("@datadog/datadog-api-client/dist/packages/datadog-api-client-common/http/http.js"),
    ]);
  return createConfiguration({
    baseServer: new BaseServerConfiguration(apiUrl(account), {}),
    authMethods: { apiKeyAuth: account.apiKey ?? "", appKeyAuth: account.appKey ?? "" },
    httpApi: {
      async send(request) {
        const body = request.getBody();
        const { status, headers, text } = await send({
          method: request.getHttpMethod(),
          url: request.getUrl(),
          headers: request.getHeaders(),
          body: typeof body === "string" ? body : undefined,
        });
        return new ResponseContext(status, headers, {
          text: () => Promise.resolve(text),
          binary: () => Promise.resolve(Buffer.from(text)),
        });
      },
    },
  });
}
