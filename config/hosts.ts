import { z } from "zod";
import { host, text } from "./kinds.ts";
import { valueAt, type Values } from "./raw.ts";
import { rule, type Broken } from "./rule.ts";
import { APEX } from "./unfit.ts";

/** Staging's host. */
export const stagingHost = host("staging.example.com");

/** A further public host, with the two names of its canary's own. */
const another = z
  .strictObject({
    /** The host that users visit, e.g. `shop.example.com`. */
    public: host("shop.example.com"),
    /** The origin of its canary's leg; `canary-origin.` and the public host's name where absent. */
    canary: host("canary-origin.shop.example.com").optional(),
    /** Its canary host; `canary.` and the public host's name where absent. */
    prepared: host("canary.shop.example.com").optional(),
    /** The zone of its weighted records; `rollout.` and the public host's name where absent. */
    delegated: host("rollout.shop.example.com").optional(),
  })
  .transform((named) => ({
    public: named.public,
    canary: named.canary ?? `canary-origin.${named.public}`,
    prepared: named.prepared ?? `canary.${named.public}`,
    delegated: named.delegated ?? `rollout.${named.public}`,
  }));

/** What a further host is called: part of the names of its resources. */
const name = text(
  // Resources' names end in these words: a host with such a name would be taken for another's part.
  /^(?!(.*-)?(stable|canary|host|public|validation|ns-\d)$)[a-z][a-z0-9-]{0,19}$/,
  "a name of up to 20 lower-case letters, digits and -, which begins with a letter, and does not end in stable, canary, host, public or validation",
  "shop",
);

/** Production's hosts. */
export const hosts = z
  .strictObject({
    /** The host that users visit, e.g. `www.example.com`. */
    public: host("www.example.com"),
    /**
     * The origin of the canary's leg, behind CloudFront: it serves stable at 0 %, and the canary above;
     * `canary-origin.` and the public host's name where absent.
     */
    canary: host("canary-origin.example.com").optional(),
    /**
     * The canary host, where a prepared release is tested, and which no visitor uses; `prepared.` and the
     * origin's name where absent, or `canary.` and the public host's without that.
     */
    prepared: host("canary.example.com").optional(),
    /**
     * The zone that Cloudflare delegates to Route 53, where the weighted records are; `rollout.` and
     * the public host's name where absent. It is for no other host, of this stack or another.
     */
    delegated: host("rollout.www.example.com").optional(),
    /**
     * The app's further public hosts, by a name for each; none where absent. They move with the first
     * one: one percentage, one verdict.
     */
    others: z.record(name, another).default({}),
  })
  .transform(({ canary, prepared, delegated, ...named }) => ({
    ...named,
    canary: canary ?? `canary-origin.${named.public}`,
    prepared: prepared ?? (canary === undefined ? `canary.${named.public}` : `prepared.${canary}`),
    delegated: delegated ?? `rollout.${named.public}`,
  }));

type Hosts = z.output<typeof hosts>;

/**
 * A stack's values, with the zone at Cloudflare that is left out: the public host's, or staging's host's,
 * without its first label, where the host has three.
 */
export function withZone(values: Values): Values {
  const { cloudflare, hosts, host } = values;
  const named = valueAt({ hosts, host }, host === undefined ? ["hosts", "public"] : ["host"]);
  // Of three labels, and not under a registry's own second label (co.uk): else the zone is unknown.
  const [, zone] =
    typeof named === "string"
      ? (/^[a-z0-9-]+\.((?![a-z]{1,3}\.[a-z]{2}$)[a-z0-9-]+\.[a-z]+)$/.exec(named) ?? [])
      : [];
  if (zone === undefined || typeof cloudflare !== "object" || cloudflare === null) return values;
  return { ...values, cloudflare: { zone, ...cloudflare } };
}

type OneHost = Readonly<z.output<typeof another>>;

/** Every public host with its names, the first one first. */
export function publicHosts({
  others,
  ...first
}: OneHost & { readonly others: Readonly<Record<string, OneHost>> }): readonly OneHost[] {
  return [first, ...Object.values(others)];
}

interface Zoned {
  readonly cloudflare: { readonly zone: string };
}

/** Staging's host is inside the zone. */
export const hostInZone = rule<Zoned & { readonly host: string }>(
  ["host", "cloudflare"],
  ({ host, cloudflare }) => outside(cloudflare.zone, host, ["host"]),
);

/** A name in the config, and the keys that lead to it. */
type Named = readonly [path: readonly string[], name: string];

/** Every host of the stack, and every zone that is delegated for one. */
function allOf({ delegated, others, ...first }: Hosts) {
  const sets = [
    { path: ["hosts"], one: { ...first, delegated } },
    ...Object.entries(others).map(([key, one]) => ({ path: ["hosts", "others", key], one })),
  ];
  const named = (path: string[], key: keyof OneHost, one: OneHost): Named => [
    [...path, key],
    one[key],
  ];
  return {
    hosts: sets.flatMap(({ path, one }) =>
      (["public", "canary", "prepared"] as const).map((key) => named(path, key, one)),
    ),
    zones: sets.map(({ path, one }) => named(path, "delegated", one)),
    publics: sets.map(({ one }) => one.public),
  };
}

/** Production's hosts are inside the zone and outside those that it delegates, and no two are the same. */
export const hostsInZone = rule<Zoned & { readonly hosts: Hosts }>(
  ["hosts", "cloudflare"],
  ({ hosts: configured, cloudflare: { zone } }) => {
    const { hosts, zones, publics } = allOf(configured);
    // Names are made from a public host's: where that is outside the zone, so are they, by one mistake.
    const strays = publics.filter((one) => !isWithin(one, zone));
    const isFollowing = (host: string) =>
      strays.some((stray) => host !== stray && isWithin(host, stray));
    return [
      ...hosts.flatMap(([path, host], index) => [
        ...(isFollowing(host) ? [] : outside(zone, host, path)),
        ...zones.flatMap((one) => inside(one, host, path)),
        ...hosts
          .slice(0, index)
          .filter(([, other]) => other === host)
          .map(([other]) => ({ path, allowed: `another host than ${other.join(".")}` })),
      ]),
      ...zones.flatMap(([path, delegated], index) => [
        ...(isWithin(publics[index] ?? "", zone) ? outside(zone, delegated, path) : []),
        ...zones
          .filter((_, other) => other !== index)
          .filter(([, other]) => isWithin(delegated, other))
          .slice(0, 1)
          .map(([other]) => ({
            path,
            problem: `is ${other.join(".")}, or inside that`,
            allowed: "a zone of its own for each public host",
          })),
      ]),
    ];
  },
);

interface Targeted {
  readonly vercel: { readonly target: string };
}

/** What `vercel.target` must not be: DNS would lead to the host again, or around by the canary. */
function looping(
  { vercel: { target } }: Targeted,
  own: readonly Named[],
  zones: readonly Named[] = [],
): Broken[] {
  const [path] = own.find(([, host]) => host === target) ?? [];
  const problem =
    path !== undefined
      ? `is ${path.join(".")}: a host would lead to itself`
      : zones.some(([, delegated]) => isWithin(target, delegated))
        ? "is where the weighted records are, which lead to it: a loop"
        : isWithin(target, "cloudfront.net")
          ? "is CloudFront, which requests from Vercel: a loop"
          : undefined;
  if (problem === undefined) return [];
  return [{ path: ["vercel", "target"], problem, allowed: "a name that leads to Vercel alone" }];
}

/** Staging's host leads to Vercel, not to itself. */
export const targetOfHost = rule<Targeted & { readonly host: string }>(
  ["host", "vercel"],
  (config) => looping(config, [[["host"], config.host]]),
);

/** Production's hosts lead to Vercel, not to themselves. */
export const targetOfHosts = rule<Targeted & { readonly hosts: Hosts }>(
  ["hosts", "vercel"],
  (config) => {
    const { hosts, zones } = allOf(config.hosts);
    return looping(config, hosts, zones);
  },
);

/** Whether a name is a zone's own, or inside it. */
function isWithin(name: string, zone: string): boolean {
  return `.${name}`.endsWith(`.${zone}`);
}

function outside(zone: string, host: string, path: readonly string[]): Broken[] {
  if (host === zone) {
    // A zone's own name takes no CNAME, which is what is split by weight, and is delegated by nobody in it.
    if (path.at(-1) === "public") return [{ path, ...APEX }];
    const problem = "is the zone itself, which takes other records than a host inside it";
    return [{ path, problem, allowed: "a host inside the zone, such as www.example.com" }];
  }
  return isWithin(host, zone)
    ? []
    : [{ path, allowed: "a host inside the zone that cloudflare.zone names" }];
}

function inside([key, delegated]: Named, host: string, path: readonly string[]): Broken[] {
  if (!isWithin(host, delegated)) return [];
  const problem = `is ${key.join(".")}, or inside that, where the weighted records are`;
  return [{ path, problem, allowed: "a host with another name" }];
}
