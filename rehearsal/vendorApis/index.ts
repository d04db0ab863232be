import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { openStore } from "../clouds/index.ts";
import { open, send } from "../http.ts";
import { emptyAccount, type VendorAccount } from "./account.ts";
import { awsAnswers } from "./aws.ts";
import { cloudflareAnswers } from "./cloudflare.ts";
import { vercelAnswers } from "./vercel.ts";

export { emptyAccount, type VendorAccount } from "./account.ts";

/** Stand-ins of the APIs that the vendors' own SDKs call; Datadog's is `datadogApi/`. */
export interface VendorApis {
  /** Where each answers, on 127.0.0.1: the SDKs' endpoints. */
  readonly vercel: string;
  readonly cloudflare: string;
  /** For every service of AWS. */
  readonly aws: string;
  /** What was requested of each, in order: `GET /v9/projects/shop`. */
  readonly calls: Readonly<Record<"vercel" | "cloudflare" | "aws", readonly string[]>>;
  close(): Promise<void>;
}

/**
 * Start them on free ports. They answer with what the stand-in clouds of a file hold, and with what
 * `account` has beside that. A DNS record is all that is changed through them.
 *
 *     const account = emptyAccount();
 *     account.cloudflare.zones.push({ id: "0123456789abcdef0123456789abcdef", name: "corner.shop" });
 *     const apis = await startVendorApis({ file: clouds.file, account });
 */
export async function startVendorApis(options: {
  /** The file of the stand-in clouds. */
  readonly file: string;
  readonly account?: VendorAccount;
}): Promise<VendorApis> {
  const { file, account = emptyAccount() } = options;
  const store = openStore(file);
  const calls = { vercel: [] as string[], cloudflare: [] as string[], aws: [] as string[] };
  const serve = (name: keyof typeof calls, answer: Answer) =>
    open(
      createServer((request, response) => {
        calls[name].push(`${request.method ?? ""} ${request.url ?? ""}`);
        Promise.resolve(answer(request, response)).catch((error: unknown) => {
          send(response, 500, { error: { code: "internal_server_error", message: String(error) } });
        });
      }),
    );
  const servers = await Promise.all([
    serve("vercel", vercelAnswers(store, account)),
    serve("cloudflare", cloudflareAnswers(store, account)),
    serve("aws", awsAnswers(store, account)),
  ]);
  const [vercel, cloudflare, aws] = servers.map(({ port }) => `http://127.0.0.1:${port}`);
  return {
    vercel: vercel ?? "",
    cloudflare: `${cloudflare ?? ""}/client/v4`,
    aws: aws ?? "",
    calls,
    close: async () => {
      for (const { close } of servers) await close();
      store.close();
    },
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
