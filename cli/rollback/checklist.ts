import { wrapped } from "../wrap.ts";
import type { Timed, Verification } from "./verify.ts";

/** A line of the checklist: the item as it is called there, and how it stands. */
export type Line = readonly [item: string, state: string];

/** What a roll back did, and what was found after it; times in seconds since the command began. */
export interface RollbackReport {
  /** When the weights and aliases were read back right. */
  readonly at: number;
  /** The release taken away and halted; absent where nothing was rolled out. */
  readonly bad?: string | undefined;
  /** The public host, and the path of its health where that is known. */
  readonly host: string;
  readonly healthPath?: string | undefined;
  readonly event: Event | undefined;
  /** Where production is watched. */
  readonly dashboard: string;
  readonly verification: Verification;
}

/** When Datadog was notified, or why it was not. */
export interface Event {
  readonly at: number;
  readonly failed?: string | undefined;
}

/** How long it is watched afterwards. */
const WATCH = "15 min";

/** The checklist's six steps of a roll back. */
export function steps({
  at,
  bad,
  event,
  dashboard,
  verification: { dns },
}: RollbackReport): Line[] {
  return [
    [
      "Halt deployment",
      done(at, bad === undefined ? "nothing was rolled out" : `${bad} is halted`),
    ],
    ["Identify root cause", rootCause(bad)],
    ["Execute rollback script", done(at, "weights and aliases, read back from the clouds")],
    ["Verify rollback success", verified(dns)],
    ["Monitor post-rollback health", yours(`watch ${dashboard} for ${WATCH}`)],
    ["Communicate status to stakeholders", communicate(event)],
  ];
}

/** The checklist's five lines of its verification. */
export function verification({
  host,
  healthPath = "",
  verification: checked,
}: RollbackReport): Line[] {
  const page = `https://${host}${healthPath}`;
  const served = (finding: Timed) =>
    verified("why" in finding ? { ...finding, why: `${finding.why}; see ${page}` } : finding);
  return [
    ["Previous version deployed", served(checked.version)],
    ["Application health verified", served(checked.health)],
    ["User flows tested", yours(`sign in and order at https://${host}`)],
    ["Performance metrics restored", soFar(checked.performance)],
    ["Error rates normalized", soFar(checked.errors)],
  ];
}

export function rootCause(bad: string | undefined): string {
  if (bad === undefined) return "none to find: nothing was rolled out";
  return yours(
    `./canary resume --root-cause requires it before the share of ${bad} may increase again`,
  );
}

export function communicate(event: Event | undefined): string {
  const rest = "yours to do: the status page, support and customers";
  if (!event) return rest;
  const { at, failed } = event;
  return failed === undefined
    ? `${done(at, "an event at Datadog")}; ${rest}`
    : `NOT done: the event was not posted (${failed}); ${rest}`;
}

export function done(at: number, message: string): string {
  return `done at ${seconds(at)}: ${message}`;
}

export function yours(message: string): string {
  return `yours to do: ${message}`;
}

function verified(result: Timed): string {
  return "why" in result
    ? `NOT verified: ${result.why}`
    : `verified at ${seconds(result.at)}: ${result.observed}`;
}

/** A number that is well now holds what was before the roll back too, and may still turn. */
function soFar(result: Timed): string {
  return "why" in result
    ? `NOT verified: ${result.why}`
    : `OK at ${seconds(result.at)}: ${result.observed}; watch it for ${WATCH}`;
}

function seconds(at: number): string {
  return `${at.toFixed(1)} s`;
}

/** Lines under a title, their states below each other; broken at a width, where one is given. */
export function block(title: string, lines: readonly Line[], width?: number): string {
  const longest = Math.max(...lines.map(([item]) => item.length));
  const all = lines.flatMap(([item, state]) => {
    const first = `  ${item.padEnd(longest)}  `;
    if (width === undefined) return `${first}${state}`;
    return wrapped(state, width, first, " ".repeat(first.length));
  });
  return [title, ...all].join("\n");
}
