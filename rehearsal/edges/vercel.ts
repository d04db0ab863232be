import { randomBytes } from "node:crypto";
import type { Deployment, Store } from "../clouds/index.ts";
import { dnsName } from "../clouds/names.ts";
import { memoized } from "../clouds/memoized.ts";
import type { Pages } from "../site/declared.ts";
import type { SiteOrders } from "../site/knobs.ts";
import { serve, type Served } from "../site/site.ts";
import { overTls, pathOf, plain, type Edge } from "./exchange.ts";
import { ACME_PATH, type Challenges } from "./vercelCertificates.ts";

export interface VercelArgs {
  readonly deploymentOf: (host: string) => Deployment | undefined;
  readonly site: Pick<SiteOrders, "of">;
  /** What the app answers to. */
  readonly pages: () => Pages;
  readonly challenges: Challenges;
  /** Called for each request that the app reports, with the leg over which it came. */
  readonly served: (served: Served & { readonly leg: "stable" | "canary" }) => void;
}

/**
 * Vercel's edge: a host that is a project's domain and has an alias serves the alias's deployment, and
 * any other is not found. https://vercel.com/docs/errors/DEPLOYMENT_NOT_FOUND
 *
 * Skew protection is not played here: nothing pins a visitor to a deployment.
 */
export function vercelEdge(args: VercelArgs): Edge {
  const { deploymentOf, site, pages, challenges, served } = args;
  return async (request) => {
    const path = pathOf(request);
    const id = `dev1::${randomBytes(6).toString("hex")}`;
    const own = { server: "Vercel", "x-vercel-id": id };
    const proof = path.startsWith(ACME_PATH) && challenges.get(request.host);
    if (proof) return plain(200, proof, own);
    if (request.scheme === "http") return overTls(request, 308);
    const deployment = deploymentOf(request.host);
    if (!deployment) {
      const code = "DEPLOYMENT_NOT_FOUND";
      const message = `The deployment could not be found on Vercel.\n\n${code}\n\n${id}`;
      return plain(404, message, { ...own, "x-vercel-error": code });
    }
    const leg = request.headers["x-amz-cf-id"] === undefined ? "stable" : "canary";
    const requested = { method: request.method, path, body: request.body.toString() };
    const answer = await serve(deployment, requested, site.of(deployment.id), pages(), (one) => {
      served({ ...one, leg });
    });
    return { ...answer, headers: { ...answer.headers, ...own } };
  };
}

/** Finds the deployment of a host that is both a domain and an alias. */
export function deploymentsOf(store: Store): VercelArgs["deploymentOf"] {
  const hosts = memoized(store, () => byHost(store));
  return (host) => hosts().get(host);
}

function byHost(store: Store): ReadonlyMap<string, Deployment> {
  const domains = store
    .resources("vercel:index/projectDomain:ProjectDomain")
    .map(({ outputs }) => dnsName(String(outputs["domain"])));
  const existing = store.deployments();
  return new Map(
    store.resources("vercel:index/alias:Alias").flatMap(({ outputs }) => {
      const host = dnsName(String(outputs["alias"]));
      const deployment = existing.find(({ id }) => id === outputs["deploymentId"]);
      return deployment && domains.includes(host) ? [[host, deployment]] : [];
    }),
  );
}
