import { randomBytes } from "node:crypto";
import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Store } from "../clouds/index.ts";
import { covers, sameName } from "../clouds/names.ts";
import { memoized } from "../clouds/memoized.ts";
import { hostOf, overTls, pathOf, plain, type Edge, type EdgeRequest } from "./exchange.ts";
import { matches } from "./pathPattern.ts";
import type { AskOrigin, Origins } from "./origin.ts";
import { refuse, type Upgrade } from "./upgrade.ts";

type Distribution = Unwrap<DistributionArgs> & { readonly domainName: string };

/** Finds the distribution that answers for a host: by an alias, or by its own name. */
export type FindDistribution = (host: string) => Distribution | undefined;

export function distributionsOf(store: Store): FindDistribution {
  const enabled = memoized(store, () =>
    store
      .resources("aws:cloudfront/distribution:Distribution")
      .map(({ outputs }) => outputs as unknown as Distribution)
      .filter((distribution) => distribution.enabled),
  );
  return (host) =>
    enabled().find(
      ({ aliases = [], domainName }) =>
        sameName(domainName, host) || aliases.some((alias) => covers(alias, host)),
    );
}

/**
 * CloudFront's edge: the distribution of the requested host, its behaviour for the path, and
 * that behaviour's origin. It caches nothing: a cache policy other than CachingDisabled is not played.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 */
export function cloudfrontEdge(find: FindDistribution, askOrigin: AskOrigin): Edge {
  return async (request) => {
    const id = randomBytes(28).toString("base64url");
    const own = { server: "CloudFront", "x-amz-cf-id": id };
    const distribution = find(request.host);
    if (!distribution) return unsatisfied(403, "Bad request.", own);
    const behaviour = behaviourOf(request, distribution);
    if (!behaviour.allowedMethods.includes(request.method))
      return unsatisfied(403, "This distribution is not configured to allow the method.", own);
    if (request.scheme === "http") {
      if (behaviour.viewerProtocolPolicy === "https-only") return unsatisfied(403, "HTTPS.", own);
      if (behaviour.viewerProtocolPolicy === "redirect-to-https") return overTls(request, 301);
    }
    const origin = distribution.origins.find(
      ({ originId }) => originId === behaviour.targetOriginId,
    );
    if (!origin) return unsatisfied(500, "The origin is missing.", own);
    const answer = await askOrigin(request, origin, behaviour.originRequestPolicyId, id);
    if ("failed" in answer) return unsatisfied(502, answer.failed, own);
    const via = `1.1 ${id.slice(0, 12)}.cloudfront.net (CloudFront)`;
    const said = { "x-cache": "Miss from cloudfront", via, "x-amz-cf-id": id };
    return { ...answer, headers: { ...answer.headers, ...said } };
  };
}

/** Websockets pass through to the default behaviour's origin. */
export function cloudfrontUpgrade(find: FindDistribution, join: Origins["join"]): Upgrade {
  return (incoming, socket) => {
    const distribution = find(hostOf(incoming.headers));
    const { targetOriginId } = distribution?.defaultCacheBehavior ?? {};
    const origin = distribution?.origins.find(({ originId }) => originId === targetOriginId);
    if (origin) join(incoming, socket, origin);
    else refuse(socket, "403 Forbidden");
  };
}

/** The first whose pattern fits, else the default: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html */
function behaviourOf(request: EdgeRequest, distribution: Distribution) {
  const { orderedCacheBehaviors = [], defaultCacheBehavior } = distribution;
  const path = pathOf(request);
  const ordered = orderedCacheBehaviors.find(({ pathPattern }) => matches(pathPattern, path));
  return ordered ?? defaultCacheBehavior;
}

function unsatisfied(status: number, why: string, headers: Record<string, string>) {
  const message = `ERROR: The request could not be satisfied. ${why}`;
  return plain(status, message, { ...headers, "x-cache": "Error from cloudfront" });
}
