import { ALIASED, type TrafficSetting } from "../rollout/traffic.ts";

/** A resource as a state has it. */
export interface WrittenResource {
  readonly urn: string;
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The Pulumi types of the resources that route traffic. */
export const WEIGHTED_RECORD = "aws:route53/record:Record";
export const ALIAS = "vercel:index/alias:Alias";

/** Every traffic setting, as the resources of a state have it. */
export function settingsIn(resources: readonly WrittenResource[]): TrafficSetting[] {
  return resources.flatMap((resource): TrafficSetting[] => {
    const { type, urn, outputs } = resource;
    if (type === WEIGHTED_RECORD) {
      const { setIdentifier } = outputs;
      if (typeof setIdentifier !== "string") return [];
      return [{ kind: "weight", ...splitOf(urn), of: setIdentifier, value: weightIn(outputs) }];
    }
    if (type !== ALIAS) return [];
    const { deploymentId } = outputs;
    const value = typeof deploymentId === "string" ? deploymentId : undefined;
    return [{ kind: "alias", ...aliasOf(urn), value }];
  });
}

/** A weighted record's weight, 0 to 255. */
export function weightIn(properties: Readonly<Record<string, unknown>>): number | undefined {
  const policies = properties["weightedRoutingPolicies"];
  const [policy] = Array.isArray(policies) ? (policies as { weight?: unknown }[]) : [];
  return typeof policy?.weight === "number" ? policy.weight : undefined;
}

/** What the aliases of a production stack are of, by their host's role there. */
const ROLES: Readonly<Record<string, string>> = {
  public: ALIASED.stable,
  canary: ALIASED.origin,
  "canary-host": ALIASED.canaryHost,
};

/** The name of a part of a further public host, made from the first one's: `traffic`, `traffic-eu`. */
export function partOf(name: string, host: string | undefined): string {
  return host === undefined ? name : `${name}-${host}`;
}

/**
 * What the alias of a URN or a name is of, and of which further public host: `production-public`,
 * `production-eu-public`. Its name where it is none of these.
 */
export function aliasOf(urn: string): Pick<TrafficSetting, "of" | "host"> {
  const name = nameIn(urn);
  const [, host, role = ""] = /^production-(?:(.+)-)?(public|canary-host|canary)$/.exec(name) ?? [];
  return { ...ofHost(host), of: ROLES[role] ?? name };
}

/** Which further public host the weighted record of a URN or a name is of: `traffic-stable`, `traffic-eu-stable`. */
export function splitOf(urn: string): Pick<TrafficSetting, "host"> {
  return ofHost(/^traffic-(.+)-(?:stable|canary)$/.exec(nameIn(urn))?.[1]);
}

function ofHost(host: string | undefined): { readonly host?: string } {
  return host === undefined ? {} : { host };
}

function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}
