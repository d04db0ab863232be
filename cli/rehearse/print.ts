import type { Rehearsed } from "../../rehearsal/rehearsed.ts";
import type { Held, Stepped, ProgressListener } from "../../rehearsal/traffic/good.ts";
import type { LegTally, Tally } from "../../rehearsal/load/index.ts";
import type { Played, Stopped } from "../../rehearsal/traffic/index.ts";
import { CONFIDENCE } from "../../rehearsal/traffic/share.ts";

const INTRODUCTION = `Rollouts on this machine: the real Pulumi engine and SDKs, stand-in clouds, no account. Visitors, DNS,
edges, certificates, health checks, monitors and synthetic tests are played from what the program
declared. A minute takes a second here, or less. First both stacks are made, and a release prepared.`;

/** What is rehearsed, and of whose project. */
export function introductionOf({ name, folder, hosts }: Rehearsed): string {
  return `${INTRODUCTION}

Project ${name}, ${hosts.public}, from ${folder}: its files are copied, at 0 % and without its secrets,
freezes and checkout, with a small app of the rehearsal's own.`;
}

/** Prints each step and stage as it ends. */
export function stepPrinter(): ProgressListener {
  return {
    stepped: (step) => {
      console.log(ofStep(step));
    },
    held: (stage) => {
      console.log(ofStage(stage));
    },
  };
}

/** Print how a story ended. */
export function printEnd(outcome: Played["outcome"]): void {
  if ("stages" in outcome) {
    const mark = outcome.faults.length === 0 ? "✔" : "✘";
    console.log(`\n${mark} it went through in ${outcome.seconds.toFixed(0)} s`);
  } else if ("story" in outcome) console.log(ofStop(outcome));
  else console.log("\n✘ it could not be played to its end");
}

function ofStep({ title, seconds, verified, requested, changed }: Stepped): string {
  return [
    `✔ ${title}, ${seconds.toFixed(1)} s`,
    ...(verified === undefined ? [] : [`    verified   ${verified}`]),
    `    requested  ${requested}`,
    `    changed    ${changed}`,
  ].join("\n");
}

function ofStage({ percentage, visitors, share }: Held): string {
  const { measured, from, to, within } = share;
  const mark = within ? "✔" : "✘";
  return [
    `  ${mark} ${percentage} % declared, ${measured.toFixed(1)} % of ${count(visitors.stable.visitors + visitors.canary.visitors)} visitors measured, ${within ? "within" : "outside"} ${from.toFixed(1)} to ${to.toFixed(1)} % (${CONFIDENCE} %)`,
    ...ofVisitors(visitors),
  ].join("\n");
}

function ofStop({ visitors, said, faults, story }: Stopped): string {
  return [
    `${faults.length === 0 ? "✔" : "✘"} at ${story.stage} %: ${said === "" ? "it was not stopped as it must be" : indented(said)}`,
    ...ofVisitors(visitors),
  ].join("\n");
}

function ofVisitors({ stable, canary }: Tally): string[] {
  return [`    stable   ${ofLeg(stable)}`, `    canary   ${ofLeg(canary)}`];
}

function ofLeg({ requests, failed, failures, p50, p95 }: LegTally): string {
  if (requests === 0) return "no requests";
  const why = failed === 0 ? "" : ` (${Object.keys(failures).join(", ")})`;
  return `${count(requests)} requests, ${count(failed)} failed${why}, p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`;
}

/** A number with its thousands apart. */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}

function indented(text: string): string {
  return text.replaceAll("\n", "\n    ");
}
