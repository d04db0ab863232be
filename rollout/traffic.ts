import type { Release } from "./release.ts";
import { isRelease } from "./release.ts";
import type { RolloutRecord } from "./record.ts";

/** What a record means for the clouds. */
export interface Traffic {
  /** The canary's share, 0 to 100; the stable one's is the rest. */
  readonly percentage: number;
  /** The deployment that the public host's alias points at. */
  readonly stable: string;
  /** The deployment that the alias of the canary leg's origin points at, which CloudFront asks. */
  readonly origin: string;
  /** The deployment that the canary host's alias points at. */
  readonly canaryHost: string;
}

/** Whether a release is halted: it may fall, never rise. */
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
