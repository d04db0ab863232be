import { join, dirname } from "node:path";
import { openStore } from "../clouds/index.ts";
import { ADDRESSES, type Dns } from "../dns/index.ts";
import { memoized } from "../clouds/memoized.ts";
import { pagesOf } from "../site/declared.ts";
import { SiteOrders } from "../site/knobs.ts";
import { acmCertificates } from "./acm.ts";
import { openCa, type Ca } from "./ca.ts";
import { cloudfrontEdge, cloudfrontUpgrade, distributionsOf } from "./cloudfront.ts";
import { listen } from "./listen.ts";
import { openOrigins } from "./origin.ts";
import { vercelUpgrade } from "./upgrade.ts";
import { deploymentsOf, vercelEdge, type VercelArgs } from "./vercel.ts";
import { vercelCertificates, type Challenges } from "./vercelCertificates.ts";

export interface EdgesArgs {
  /** The file of the stand-in clouds. The certificate authority is kept in a folder `ca` beside it. */
  readonly file: string;
  readonly dns: Dns;
  /** Called for each request that the app reports. Default: nothing is called. */
  readonly served?: VercelArgs["served"];
}

/** Vercel's edge and CloudFront's, each at its address of `ADDRESSES`. */
export interface Edges {
  readonly http: number;
  readonly https: number;
  readonly ca: Ca;
  /** Have CloudFront go down, or come up again. */
  outage(down: boolean): void;
  close(): Promise<void>;
}

/** Serve the app on this machine as the declared domains, aliases, distributions and certificates say. */
export async function startEdges({
  file,
  dns,
  served = () => undefined,
}: EdgesArgs): Promise<Edges> {
  const store = openStore(file);
  const site = new SiteOrders(file);
  const ca = openCa(join(dirname(file), "ca"));
  const challenges: Challenges = new Map();
  let bound = { http: 0, https: 0 };

  const certificates = vercelCertificates({
    ...{ store, ca, challenges },
    resolver: () => dns.resolver(),
    httpPort: () => bound.http,
  });
  const deploymentOf = deploymentsOf(store);
  const pages = memoized(store, () => pagesOf(store.resources()));
  const vercel = await listen({
    host: ADDRESSES.vercel,
    ports: bound,
    edge: vercelEdge({
      deploymentOf,
      site,
      pages,
      challenges,
      served,
    }),
    upgrade: vercelUpgrade(deploymentOf, (deployment) => site.of(deployment).up, pages),
    certificate: certificates.of,
    fallback: certificates.fallback,
  });
  bound = { http: vercel.http, https: vercel.https };

  const find = distributionsOf(store);
  const acm = acmCertificates(store, ca, () => dns.resolver());
  const own = ca.issue(["*.cloudfront.net"]);
  const origins = openOrigins({
    resolver: dns.resolver(),
    ca: ca.certificate,
    ports: () => bound,
  });
  const cloudfront = await listen({
    host: ADDRESSES.cloudfront,
    ports: bound,
    edge: cloudfrontEdge(find, origins.ask),
    upgrade: cloudfrontUpgrade(find, origins.join),
    certificate: async (servername) => {
      const arn = find(servername)?.viewerCertificate.acmCertificateArn;
      const named = arn !== undefined && !servername.endsWith(".cloudfront.net");
      return (named ? await acm(arn) : undefined) ?? own;
    },
    fallback: own,
  });
  return {
    ...bound,
    ca,
    outage: (down) => {
      cloudfront.outage(down);
    },
    close: async () => {
      origins.close();
      await Promise.all([vercel.close(), cloudfront.close()]);
      site.close();
      store.close();
    },
  };
}
