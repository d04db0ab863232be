import { inProduction } from "../../rehearsal/traffic/timeline.ts";
import type { Played, Scenario, Stopped } from "../../rehearsal/traffic/index.ts";
import { table } from "../table.ts";
import { UserError } from "../userError.ts";
import { count } from "./print.ts";

export interface Outcome {
  readonly scenario: Scenario;
  readonly outcome: Played["outcome"];
  /** Why the machine was too busy for what was found to count; absent where it was not. */
  readonly overloaded?: string | undefined;
}

interface Stop {
  readonly scenario: Scenario;
  readonly outcome: Stopped;
}

/**
 * What each story cost whom, here and in a real rollout. Throws (`UserError`) where one did not end as it
 * must.
 */
export function conclude(outcomes: readonly Outcome[]): void {
  const stops = outcomes.filter((one): one is Stop => "story" in one.outcome);
  if (stops.length > 0) {
    console.log(`\nSeconds here, since the fault:\n${here(stops)}`);
    console.log(
      `\nThe same in production, if commands take as long there, beside what windows, retries\nand TTLs alone take:\n${real(stops)}`,
    );
  }
  const faults = outcomes.flatMap(({ outcome }) => outcome.faults);
  if (faults.length > 0) throw new UserError(failure(outcomes, faults), 1);
  console.log(`\n${describe(outcomes.length - stops.length, stops.length)}.`);
}

/** What went wrong; and that it says nothing of the release where the machine could not keep up. */
function failure(outcomes: readonly Outcome[], faults: readonly string[]): string {
  const overloaded = outcomes.find(({ outcome }) => outcome.faults.length > 0)?.overloaded;
  const head =
    overloaded === undefined
      ? "the rehearsal failed"
      : `the machine is overloaded: ${overloaded}. What was found says nothing of the release: run it again with nothing beside it`;
  return `${head}\n${faults.join("\n")}`;
}

function describe(through: number, stopped: number): string {
  const all = [
    ...(through > 0 ? ["one went through, and the clouds hold what is declared"] : []),
    ...(stopped > 0
      ? [`${stopped === 1 ? "one was" : `${stopped} were`} stopped by what must, where it must`]
      : []),
  ].join("; ");
  return all.charAt(0).toUpperCase() + all.slice(1);
}

function here(stops: readonly Stop[]): string {
  const seconds = (one: number | undefined) => one?.toFixed(1) ?? "-";
  const rows = stops.map(({ scenario, outcome: { story, visitors, timeline } }) => {
    const requests = visitors.stable.requests + visitors.canary.requests;
    const failed = visitors.stable.failed + visitors.canary.failed;
    const { detected, decided, moved, last } = timeline;
    return [
      scenario.name,
      `${story.stage} %`,
      `${count(failed)} of ${count(requests)}, ${((100 * failed) / requests).toFixed(2)} %`,
      ...[detected, decided, moved, last].map(seconds),
    ];
  });
  return table([
    ["story", "at", "requests failed", "detected", "decided", "weights", "last on canary"],
    ...rows,
  ]);
}

function real(stops: readonly Stop[]): string {
  const rows = stops.map(({ scenario, outcome: { timeline, least } }) => {
    const { detected, last } = inProduction(timeline, scenario.scale);
    return [scenario.name, ...[detected, least.detected, last, least.last].map(inMinutes)];
  });
  return table([["story", "detected", "alone", "last on canary", "alone"], ...rows]);
}

function inMinutes(seconds: number | undefined): string {
  if (seconds === undefined) return "-";
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`;
}
