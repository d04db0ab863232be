import { z } from "zod";
import { host } from "./kinds.ts";
import { rule, type Broken } from "./rule.ts";
import { APEX } from "./unfit.ts";

/** Staging's host. */
export const stagingHost = host("staging.example.com");

/** Production's hosts. */
export const hosts = z
  .strictObject({
    /** What users ask for, e.g. `www.example.com`. */
    public: host("www.example.com"),
    /** The origin of the canary's leg, which CloudFront asks: stable at 0 %, the canary above. */
    canary: host("canary-origin.example.com"),
    /**
     * The canary host, where a prepared release is looked at and tested, and where no visitor is;
     * `prepared.` and the origin's name where absent.
     */
    prepared: host("canary.example.com").optional(),
    /**
     * The zone that Cloudflare delegates to Route 53, where the weighted records are; `rollout.` and
     * the public host's name where absent. It is for no other host, of this stack or another.
     */
    delegated: host("rollout.www.example.com").optional(),
  })
  .transform(({ prepared, delegated, ...others }) => ({
    ...others,
    prepared: prepared ?? `prepared.${others.canary}`,
    delegated: delegated ?? `rollout.${others.public}`,
  }));

type Hosts = z.output<typeof hosts>;

interface Zoned {
  readonly cloudflare: { readonly zone: string };
}

/** Staging's host is inside the zone. */
export const hostInZone = rule<Zoned & { readonly host: string }>(
  ["host", "cloudflare"],
  ({ host, cloudflare }) => outside(cloudflare.zone, host, ["host"]),
);

/** Production's hosts are inside the zone and outside the delegated one, and no two are the same. */
export const hostsInZone = rule<Zoned & { readonly hosts: Hosts }>(
  ["hosts", "cloudflare"],
  ({ hosts: { delegated, ...hosts }, cloudflare: { zone } }) => {
    const named = Object.entries(hosts);
    return [
      ...named.flatMap(([key, host], index) => [
        ...outside(zone, host, ["hosts", key]),
        ...inside(delegated, host, ["hosts", key]),
        ...named
          .slice(0, index)
          .filter(([, other]) => other === host)
          .map(([other]) => ({
            path: ["hosts", key],
            allowed: `another host than hosts.${other}`,
          })),
      ]),
      ...(isWithin(hosts.public, zone) ? outside(zone, delegated, ["hosts", "delegated"]) : []),
    ];
  },
);

interface Targeted {
  readonly vercel: { readonly target: string };
}

/** What `vercel.target` must not be: DNS would lead to the host again, or around by the canary. */
function looping({ vercel: { target } }: Targeted, own: Own, delegated?: string): Broken[] {
  const [key] = Object.entries(own).find(([, host]) => host === target) ?? [];
  const found =
    key !== undefined
      ? `is ${key}: a host would lead to itself`
      : delegated !== undefined && isWithin(target, delegated)
        ? "is where the weighted records are, which lead to it: a loop"
        : isWithin(target, "cloudfront.net")
          ? "is CloudFront, which asks Vercel: a loop"
          : undefined;
  if (found === undefined) return [];
  return [{ path: ["vercel", "target"], found, allowed: "a name that leads to Vercel alone" }];
}

/** Hosts of the stack by their keys. */
type Own = Readonly<Record<string, string>>;

/** Staging's host leads to Vercel, not to itself. */
export const targetOfHost = rule<Targeted & { readonly host: string }>(
  ["host", "vercel"],
  (config) => looping(config, { host: config.host }),
);

/** Production's hosts lead to Vercel, not to themselves. */
export const targetOfHosts = rule<Targeted & { readonly hosts: Hosts }>(
  ["hosts", "vercel"],
  ({ hosts: { delegated, ...hosts }, ...config }) =>
    looping(
      config,
      Object.fromEntries(Object.entries(hosts).map(([key, host]) => [`hosts.${key}`, host])),
      delegated,
    ),
);

/** Whether a name is a zone's own, or inside it. */
function isWithin(name: string, zone: string): boolean {
  return `.${name}`.endsWith(`.${zone}`);
}

function outside(zone: string, host: string, path: string[]): Broken[] {
  if (host === zone) {
    // A zone's own name takes no CNAME, which is what is split by weight, and is delegated by nobody in it.
    if (path.at(-1) === "public") return [{ path, ...APEX }];
    const found = "is the zone itself, which takes other records than a host inside it";
    return [{ path, found, allowed: "a host inside the zone, such as www.example.com" }];
  }
  return isWithin(host, zone)
    ? []
    : [{ path, allowed: "a host inside the zone that cloudflare.zone names" }];
}

function inside(delegated: string, host: string, path: string[]): Broken[] {
  if (!isWithin(host, delegated)) return [];
  const found = `is hosts.delegated, or inside that, where the weighted records are`;
  return [{ path, found, allowed: "a host with another name" }];
}
