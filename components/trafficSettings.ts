import { ALIASED, type TrafficSetting } from "../rollout/traffic.ts";

/** A resource as a state has it. */
export interface WrittenResource {
  readonly urn: string;
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The Pulumi types of the resources that carry traffic. */
export const WEIGHTED_RECORD = "aws:route53/record:Record";
export const ALIAS = "vercel:index/alias:Alias";

/** Every setting that carries traffic, as the resources of a state have it. */
export function settingsIn(resources: readonly WrittenResource[]): TrafficSetting[] {
  return resources.flatMap((resource): TrafficSetting[] => {
    const { type, urn, outputs } = resource;
    if (type === WEIGHTED_RECORD) {
      const { setIdentifier } = outputs;
      if (typeof setIdentifier !== "string") return [];
      return [{ kind: "weight", of: setIdentifier, value: weightIn(outputs) }];
    }
    if (type !== ALIAS) return [];
    const { deploymentId } = outputs;
    const value = typeof deploymentId === "string" ? deploymentId : undefined;
    return [{ kind: "alias", of: aliasOf(urn), value }];
  });
}

/** A weighted record's weight, 0 to 255. */
export function weightIn(properties: Readonly<Record<string, unknown>>): number | undefined {
  const policies = properties["weightedRoutingPolicies"];
  const [policy] = Array.isArray(policies) ? (policies as { weight?: unknown }[]) : [];
  return typeof policy?.weight === "number" ? policy.weight : undefined;
}

/** The names of the aliases in a production stack, and what each is of. */
const ALIASES: Readonly<Record<string, string>> = {
  "production-public": ALIASED.stable,
  "production-canary": ALIASED.origin,
  "production-canary-host": ALIASED.canaryHost,
};

/** What the alias of a URN or a name is of; its name where it is none of these. */
export function aliasOf(urn: string): string {
  const name = urn.split("::").at(-1) ?? "";
  return ALIASES[name] ?? name;
}
