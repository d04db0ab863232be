import { stageAt } from "./plan.ts";
import type { Kind, RolloutRecord } from "./record.ts";
import { contradicts, equalReleases, isRelease, type Release } from "./release.ts";
import { blocksOf, type BlockName, type Request } from "./request.ts";
import { hasCanary, isHalted } from "./traffic.ts";

/** What a request means for a record. */
export type Transition = Kind | "hold" | "refused";

/** Going back is never refused. */
const GOING_BACK: readonly string[] = ["step back", "halt", "roll back", "revert"];

export function isGoingBack(transition: string): boolean {
  return GOING_BACK.includes(transition);
}

/** The canary that a request names; the stable release where it names none. */
export function canaryOf(request: Request): Release {
  return request.canary ?? request.stable;
}

/** Whether the record says that a block was applied already. */
export function hasActed(
  record: RolloutRecord,
  block: BlockName,
  release: string,
  at: string,
): boolean {
  return record.acted.some(
    (acted) => acted.block === block && acted.release === release && acted.at === at,
  );
}

/** Whether the request has such a block for this release that was not applied yet. */
export function toActOn(
  record: RolloutRecord,
  request: Request,
  block: BlockName,
  release: Release,
): boolean {
  return blocksOf(request).some(
    (applied) =>
      applied.block === block &&
      applied.release === release.deployment &&
      !hasActed(record, block, applied.release, applied.at),
  );
}

/** A release of the request, and the one in the record that it contradicts; nothing where none does. */
export function contradicted(
  record: RolloutRecord,
  request: Request,
): [requested: Release, existing: Release] | undefined {
  const existing = [
    record.stable,
    record.canary,
    record.previous,
    ...record.halted.map((one) => one.release),
  ];
  for (const requested of [request.stable, canaryOf(request)]) {
    const clash = existing.find(
      (release) => release !== undefined && contradicts(requested, release),
    );
    if (clash && !equalReleases(requested, record.stable)) return [requested, clash];
  }
  return undefined;
}

/** Whether the request names the very releases of the record. */
export function sameReleases(record: RolloutRecord, request: Request): boolean {
  return (
    equalReleases(request.stable, record.stable) && equalReleases(canaryOf(request), record.canary)
  );
}

/** Whether the request has what was stable before the last promote. */
function reverts({ stable, previous }: RolloutRecord, request: Request): boolean {
  return (
    previous !== undefined && isRelease(request.stable, previous) && !isRelease(stable, previous)
  );
}

interface Row {
  readonly transition: Transition;
  readonly matches: (record: RolloutRecord, request: Request) => boolean;
}

/** The rows in the order in which they are tried. The first that matches says what the request means. */
const ROWS: readonly Row[] = [
  {
    transition: "finish",
    matches: (record, request) =>
      record.percentage > 0 &&
      request.percentage === 0 &&
      !hasCanary(record) &&
      !isHalted(record, record.canary) &&
      equalReleases(request.stable, record.stable) &&
      !toActOn(record, request, "rollback", record.canary),
  },
  {
    transition: "roll back",
    matches: (record, request) => record.percentage > 0 && request.percentage === 0,
  },
  {
    transition: "step back",
    matches: (record, request) =>
      request.percentage > 0 &&
      request.percentage < record.percentage &&
      stageAt(record.plan, request.percentage) !== undefined &&
      !reverts(record, request),
  },
  {
    transition: "revert",
    matches: reverts,
  },
  {
    transition: "halt",
    matches: (record, request) =>
      (record.percentage > 0 || hasCanary(record)) &&
      request.percentage >= record.percentage &&
      toActOn(record, request, "halt", record.canary),
  },
  {
    transition: "resume",
    matches: (record, request) =>
      record.percentage === 0 &&
      request.percentage === 0 &&
      isHalted(record, record.canary) &&
      sameReleases(record, request) &&
      toActOn(record, request, "resume", record.canary),
  },
  {
    transition: "hold",
    matches: (record, request) =>
      request.percentage === record.percentage && sameReleases(record, request),
  },
  {
    transition: "prepare",
    matches: (record, request) =>
      record.percentage === 0 &&
      request.percentage === 0 &&
      equalReleases(request.stable, record.stable) &&
      !isRelease(canaryOf(request), record.canary) &&
      contradicted(record, request) === undefined,
  },
  {
    transition: "promote",
    matches: (record, request) =>
      record.percentage === 100 &&
      request.percentage === 100 &&
      hasCanary(record) &&
      equalReleases(request.stable, record.canary) &&
      equalReleases(canaryOf(request), record.canary),
  },
  {
    transition: "start",
    matches: (record, request) =>
      record.percentage === 0 && request.percentage > 0 && sameReleases(record, request),
  },
  {
    transition: "advance",
    matches: (record, request) =>
      record.percentage > 0 &&
      request.percentage > record.percentage &&
      sameReleases(record, request),
  },
];

/** What a request means for a record: the first row that matches; a change that is none is refused. */
export function classify(record: RolloutRecord | undefined, request: Request): Transition {
  if (record === undefined) return "first";
  return ROWS.find((row) => row.matches(record, request))?.transition ?? "refused";
}
