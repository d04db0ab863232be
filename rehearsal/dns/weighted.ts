import type { ZoneRecord } from "./zone.ts";

/** What a choice among weighted records depends on. */
export interface Luck {
  /** Whether Route 53 holds a health check's endpoint healthy. */
  readonly healthy: (healthCheck: string) => boolean;
  /** From 0 up to 1, as `Math.random`. */
  readonly random: () => number;
}

/**
 * The record of a weighted set that Route 53 answers with: of the healthy ones that have a weight, by
 * their weights; where there is none, of the healthy ones without weight, each as likely; where
 * nothing is healthy, as if all were. One without a health check is always healthy.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
export function chooseWeighted(set: readonly ZoneRecord[], luck: Luck): ZoneRecord | undefined {
  const healthy = set.filter(({ weighted }) => {
    const check = weighted?.healthCheck;
    return check === undefined || luck.healthy(check);
  });
  const considered = [heavy(healthy), healthy, heavy(set), set].find(({ length }) => length > 0);
  return considered && draw(considered, luck.random());
}

function heavy(set: readonly ZoneRecord[]): readonly ZoneRecord[] {
  return set.filter((record) => weightOf(record) > 0);
}

/** In proportion to the weights; all as likely where they are all 0. */
function draw(set: readonly ZoneRecord[], random: number): ZoneRecord | undefined {
  const total = set.reduce((sum, record) => sum + weightOf(record), 0);
  if (total === 0) return set[Math.floor(random * set.length)];
  let left = random * total;
  return set.find((record) => (left -= weightOf(record)) < 0);
}

function weightOf({ weighted }: ZoneRecord): number {
  return weighted?.weight ?? 0;
}
