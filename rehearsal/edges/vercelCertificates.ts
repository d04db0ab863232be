import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { Store } from "../clouds/index.ts";
import { dnsName } from "../clouds/names.ts";
import type { Resolver } from "../dns/index.ts";
import type { Ca, Material } from "./ca.ts";

/** https://www.rfc-editor.org/rfc/rfc8555#section-8.3 */
export const ACME_PATH = "/.well-known/acme-challenge/";

/** What Vercel answers to a certificate authority that asks whether a host is its own, by host. */
export type Challenges = Map<string, string>;

export interface VercelCertificatesArgs {
  readonly store: Store;
  readonly ca: Ca;
  /** A resolver with an empty cache, as an authority has it. */
  readonly resolver: () => Resolver;
  readonly challenges: Challenges;
  /** The port of plain HTTP, on every address. */
  readonly httpPort: () => number;
}

/**
 * Vercel's own certificates: one for each domain of a project, as soon as the authority's request for
 * it, sent where DNS says, ends at Vercel. https://vercel.com/docs/domains/working-with-ssl
 */
export function vercelCertificates(args: VercelCertificatesArgs) {
  const issued = new Map<string, Material>();
  const asking = new Map<string, Promise<Material>>();
  const fallback = args.ca.issue(["*.vercel.app"]);
  const issue = async (host: string): Promise<Material> => {
    if (!isDomain(args.store, host) || !(await proves(host, args))) return fallback;
    const material = args.ca.issue([host]);
    issued.set(host, material);
    return material;
  };
  return {
    fallback,
    of: async (servername: string): Promise<Material> => {
      const host = dnsName(servername);
      const known = issued.get(host);
      if (known) return known;
      const asked = asking.get(host) ?? issue(host).finally(() => asking.delete(host));
      asking.set(host, asked);
      return asked;
    },
  };
}

function isDomain(store: Store, host: string): boolean {
  return store
    .resources("vercel:index/projectDomain:ProjectDomain")
    .some(({ outputs }) => dnsName(String(outputs["domain"])) === host);
}

async function proves(
  host: string,
  { resolver, challenges, httpPort }: VercelCertificatesArgs,
): Promise<boolean> {
  const proof = randomBytes(16).toString("hex");
  challenges.set(host, proof);
  try {
    const [address = ""] = await resolver().addresses(host);
    return (await get(address, httpPort(), host, `${ACME_PATH}${proof}`)) === proof;
  } catch {
    return false;
  } finally {
    challenges.delete(host);
  }
}

function get(address: string, port: number, host: string, path: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const asking = request({ host: address, port, path, headers: { host }, agent: false });
  asking.setTimeout(2000, () => asking.destroy(new Error("no answer")));
  asking.once("error", reject);
  asking.once("response", (response) => {
    text(response).then(resolve, reject);
  });
  asking.end();
  return promise;
}
