import { randomBytes } from "node:crypto";
import { request } from "node:http";
import type { Store } from "../clouds/index.ts";
import { dnsName } from "../clouds/names.ts";
import type { Resolver } from "../dns/index.ts";
import { answered } from "../http.ts";
import { issuedOnce, type Ca, type Material } from "./ca.ts";

/** https://www.rfc-editor.org/rfc/rfc8555#section-8.3 */
export const ACME_PATH = "/.well-known/acme-challenge/";

/** What Vercel answers to a certificate authority that checks whether a host is its own, by host. */
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
  const fallback = args.ca.issue(["*.vercel.app"]);
  const issued = issuedOnce(async (host) =>
    isDomain(args.store, host) && (await proves(host, args)) ? args.ca.issue([host]) : undefined,
  );
  return {
    fallback,
    of: async (servername: string): Promise<Material> =>
      (await issued(dnsName(servername))) ?? fallback,
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
    const where = { host: address, port: httpPort(), path: `${ACME_PATH}${proof}` };
    const asking = request({ ...where, headers: { host }, agent: false });
    return (await answered(asking, undefined, 2000)).body.toString() === proof;
  } catch {
    return false;
  } finally {
    challenges.delete(host);
  }
}
