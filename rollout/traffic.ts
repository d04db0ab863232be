import type { Release } from "./release.ts";
import { isRelease } from "./release.ts";
import type { RolloutRecord } from "./record.ts";

/** What a record means for the clouds. */
export interface Traffic {
  /** The canary's share, 0 to 100; the stable one's is the rest. */
  readonly percentage: number;
  /** The deployment that the public host's alias points at. */
  readonly stable: string;
  /** The deployment that the alias of the canary leg's origin points at, which CloudFront requests. */
  readonly origin: string;
  /** The deployment that the canary host's alias points at. */
  readonly canaryHost: string;
}

/** Whether a release is halted: its share may decrease, never increase. */
export function isHalted(record: RolloutRecord, release: Release): boolean {
  return record.halted.some((halted) => isRelease(halted.release, release));
}

/** Whether the record has a release to roll out beside the stable one. */
export function hasCanary(record: RolloutRecord): boolean {
  return !isRelease(record.canary, record.stable);
}

/**
 * At 0 % the canary's leg serves the stable release: a weight ends no connection, and whoever resolved
 * once stays on CloudFront long after it is 0. The canary host, where no visitor is, serves the canary
 * as soon as it is prepared, except where there is none, or where it is halted at 0 %.
 */
export function trafficOf(record: RolloutRecord): Traffic {
  const { percentage, stable, canary } = record;
  const away = percentage === 0 && isHalted(record, canary);
  return {
    percentage,
    stable: stable.deployment,
    origin: percentage > 0 ? canary.deployment : stable.deployment,
    canaryHost: away ? stable.deployment : canary.deployment,
  };
}

/** Route 53 weights: they add up to 100, so never both 0 (which would mean an equal split). */
export function weights(percentage: number): { stable: number; canary: number } {
  return { stable: 100 - percentage, canary: percentage };
}

/** A share as a person says it: `25 %`, `33.3 %`. */
export function inPercent(share: number): string {
  return `${Math.round(share * 10) / 10} %`;
}

/** What has an alias at Vercel, as text, by its key in the traffic. */
export const ALIASED = {
  stable: "public host",
  origin: "canary's origin",
  canaryHost: "canary host",
} as const satisfies Partial<Record<keyof Traffic, string>>;
export type AliasedHost = keyof typeof ALIASED;

/** One of the traffic settings: a leg's weight, or the deployment behind a host. */
export interface TrafficSetting {
  readonly kind: "weight" | "alias";
  /** Which of the app's further public hosts it is of, by its name in config; absent for the first one. */
  readonly host?: string | undefined;
  /** A weight's leg (`stable`, `canary`), or what an alias is of (`ALIASED`). */
  readonly of: string;
  /** A weight of 0 to 255, or a deployment's id; absent where there is none, or it is unknown. */
  readonly value?: number | string | undefined;
}

/** Every traffic setting of one public host, as a record has it: the same for each. */
export function settingsOf(record: RolloutRecord, host?: string): readonly TrafficSetting[] {
  const traffic = trafficOf(record);
  const legs = Object.entries(weights(traffic.percentage));
  const hosts = Object.keys(ALIASED) as AliasedHost[];
  const own = host === undefined ? {} : { host };
  return [
    ...legs.map(([of, value]) => ({ kind: "weight", ...own, of, value }) as const),
    ...hosts.map(
      (one) => ({ kind: "alias", ...own, of: ALIASED[one], value: traffic[one] }) as const,
    ),
  ];
}

/** The further public hosts that settings are of, by their names; the first one has none. */
export function hostsOf(settings: readonly TrafficSetting[]): readonly string[] {
  return [...new Set(settings.flatMap(({ host }) => host ?? []))].sort();
}

/** The least of the canary's shares of all public hosts, in percent. */
export function leastShareOf(settings: readonly TrafficSetting[]): number {
  return Math.min(...[undefined, ...hostsOf(settings)].map((host) => shareOf(settings, host)));
}

/**
 * The canary's share of a public host in percent, of both weights together. A record that is missing
 * takes none; where all weights are 0, those that are there share alike:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html
 */
export function shareOf(settings: readonly TrafficSetting[], host?: string): number {
  const weight = (leg: string) => {
    const match = settings.find(
      (one) => one.kind === "weight" && one.of === leg && one.host === host,
    )?.value;
    return typeof match === "number" ? match : undefined;
  };
  const [stable, canary] = [weight("stable"), weight("canary")];
  if (canary === undefined) return 0;
  const total = canary + (stable ?? 0);
  if (total === 0) return stable === undefined ? 100 : 50;
  return (100 * canary) / total;
}
