import { isDeepStrictEqual as equal } from "node:util";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Release } from "../../rollout/release.ts";
import { blocksOf, type Request } from "../../rollout/request.ts";
import type { Transition } from "../../rollout/transitions.ts";

/** The transitions that each row of the table stands for; 11 to 13 are one row. */
export const TRANSITIONS: Readonly<Record<number, readonly Transition[]>> = {
  1: ["first"],
  2: ["finish"],
  3: ["roll back"],
  4: ["step back"],
  5: ["revert"],
  6: ["halt"],
  7: ["resume"],
  8: ["hold"],
  9: ["prepare"],
  10: ["promote"],
  11: ["refused"],
  12: ["refused", "start", "advance"],
  13: ["start", "advance"],
};

/**
 * The number of the row that a request falls under: the specification's table, written a second
 * time and in its own words, so that the code is held against it and not against itself.
 */
export function rowOf(record: RolloutRecord | undefined, request: Request): number {
  if (record === undefined) return 1;
  const { stable, canary, previous, percentage, plan } = record;
  const requested = { stable: request.stable, canary: request.canary ?? request.stable };
  const same = (a: Release | undefined, b: Release) => a?.deployment === b.deployment;
  const isOneRelease = same(canary, stable);
  const halted = record.halted.some((one) => same(one.release, canary));
  const stages = plan.map((stage) => stage.percentage);
  const toActOn = (name: string, release: Release) =>
    blocksOf(request).some(
      (one) =>
        one.block === name &&
        one.release === release.deployment &&
        !record.acted.some((acted) => equal(acted, one)),
    );

  const above0 = percentage > 0;
  const asks0 = request.percentage === 0;
  const stableAsRecorded = equal(requested.stable, stable);
  const unchanged = stableAsRecorded && equal(requested.canary, canary);
  const stableIsPrevious =
    previous !== undefined && same(previous, requested.stable) && !same(previous, stable);
  const others = [stable, canary, previous, ...record.halted.map((one) => one.release)];
  const contradicted = others.some(
    (one) =>
      one !== undefined &&
      (same(one, requested.canary)
        ? !equal(one, requested.canary)
        : one.version === requested.canary.version && one.commit !== requested.canary.commit),
  );

  const rows: readonly [number, boolean][] = [
    [
      2,
      above0 &&
        isOneRelease &&
        !halted &&
        asks0 &&
        stableAsRecorded &&
        !toActOn("rollback", canary),
    ],
    [3, above0 && asks0],
    [
      4,
      request.percentage < percentage && stages.includes(request.percentage) && !stableIsPrevious,
    ],
    [5, stableIsPrevious],
    [6, (above0 || !isOneRelease) && request.percentage >= percentage && toActOn("halt", canary)],
    [7, !above0 && asks0 && halted && unchanged && toActOn("resume", canary)],
    [8, request.percentage === percentage && unchanged],
    [9, !above0 && asks0 && stableAsRecorded && !same(canary, requested.canary) && !contradicted],
    [
      10,
      percentage === 100 &&
        request.percentage === 100 &&
        !isOneRelease &&
        equal(requested.stable, canary) &&
        equal(requested.canary, canary),
    ],
    [11, !unchanged],
    [
      12,
      !(above0 ? stages : request.plan.map((stage) => stage.percentage)).includes(
        request.percentage,
      ),
    ],
    [13, request.percentage > percentage],
  ];
  const row = rows.find(([, matches]) => matches);
  if (row === undefined) throw new Error("a pair without a row");
  return row[0];
}
