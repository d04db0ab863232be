import { request } from "node:https";
import { buffer } from "node:stream/consumers";

/** A request to a host where DNS does not lead yet, as `curl --connect-to` sends it. */
export interface LegQuestion {
  /** The host that is requested; its certificate is required. */
  readonly host: string;
  /** Where it is requested: another name, which serves the host. */
  readonly at: string;
  readonly path: string;
}

/** What was answered, or why nothing was. */
export type LegAnswer =
  | {
      readonly status: number;
      readonly body: string;
      readonly headers: Readonly<Record<string, string | string[] | undefined>>;
      readonly failed?: undefined;
    }
  | { readonly failed: string };

/** Request a path of a host at one of its legs. A certificate that is not the host's is a failure. Never rejects. */
export async function askLeg(
  { host, at, path }: LegQuestion,
  signal: AbortSignal,
): Promise<LegAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<LegAnswer>();
  const asking = request({
    ...{ host: at, port: 443, servername: host, path, signal, agent: false },
    headers: { host, connection: "close" },
  });
  asking.once("error", reject);
  asking.once("response", (response) => {
    buffer(response).then((body) => {
      const { statusCode: status = 0, headers } = response;
      resolve({ status, body: body.toString(), headers });
    }, reject);
  });
  asking.end();
  try {
    return await promise;
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
