import type { Kind, RolloutRecord } from "../../rollout/record.ts";
import { asks } from "../../rollout/judge.ts";
import { hasCanary, isHalted } from "../../rollout/traffic.ts";

/** What a preview is about. */
export interface Subject {
  /** What the app is called: its project at Vercel. */
  readonly name: string;
  /** The rollout's record as it is and as it would be; both absent in staging. */
  readonly before?: RolloutRecord | undefined;
  readonly after?: RolloutRecord | undefined;
  readonly transition?: Kind | undefined;
  /** The releases that staging serves and would serve. */
  readonly staging: { readonly before?: Served | undefined; readonly after?: Served | undefined };
  /** How many resources change. */
  readonly changes: number;
  readonly refused: boolean;
}

/** What staging's outputs say of its release. */
interface Served {
  readonly version: string;
  readonly commit?: string | undefined;
}

/** The line that matters: `shop 1.5.0: 10 % → 25 % of traffic`. */
export function headlineOf(subject: Subject): string {
  return `${requested(subject)}${subject.refused ? ", refused" : ""}`;
}

function requested(subject: Subject): string {
  const { name, before, after, transition, staging } = subject;
  if (after) return transition ? moved(name, before, after, transition) : held(subject, after);
  if (staging.after === undefined) return `${name}: the preview failed`;
  const { version } = staging.after;
  return staging.before?.version === version
    ? `${name} ${version}: ${counted(subject)}`
    : `${name}: ${staging.before?.version ?? "nothing"} → ${version}`;
}

function moved(
  name: string,
  before: RolloutRecord | undefined,
  after: RolloutRecord,
  transition: Kind,
): string {
  const { canary, stable, percentage } = after;
  const from = before?.percentage ?? 0;
  const app = `${name} ${canary.version}`;
  switch (transition) {
    case "first":
      return `${name} ${stable.version}: everyone, the first record of a rollout`;
    case "prepare":
      return hasCanary(after)
        ? `${app}: prepared on the canary host, at 0 %`
        : `${name}: no canary any more, ${stable.version} is stable`;
    case "start":
    case "advance":
      return from === percentage
        ? `${name}: stable ${stable.version} and canary ${canary.version} at ${percentage} %`
        : `${app}: ${from} % → ${percentage} % of traffic`;
    case "step back":
      return `${app}: ${from} % → ${percentage} % of traffic, a step back`;
    case "halt":
      return `${app}: halted at ${percentage} %`;
    case "resume":
      return `${app}: resumed, at 0 %`;
    case "promote":
      return `${app}: promoted to stable, in place of ${before?.stable.version ?? "none"}`;
    case "finish":
      return `${app}: finished, everyone is on it`;
    case "roll back":
    case "revert":
      return `${name} ${after.owed?.release.version ?? canary.version}: rolled back from ${from} %, everyone to ${stable.version}`;
  }
}

function held(subject: Subject, record: RolloutRecord): string {
  const { canary, stable, percentage } = record;
  const where = hasCanary(record)
    ? `${canary.version} stays at ${percentage} %${isHalted(record, canary) ? ", halted" : ""}`
    : `${stable.version} stays`;
  return `${subject.name} ${where}, ${counted(subject)}`;
}

function counted({ changes }: Subject): string {
  if (changes === 0) return "nothing changes";
  return changes === 1 ? "1 resource changes" : `${changes} resources change`;
}

/** How to go back from what a preview shows, or how to go on after going back. */
export function goingBackOf({ refused, transition, after, changes }: Subject): string | undefined {
  if (refused) return NOT_APPLIED + (transition && asks(transition) ? STAYS_PENDING : "");
  if (changes === 0) return undefined;
  if (!after || !transition) return "To undo: revert this pull request.";
  switch (transition) {
    case "first":
      return undefined;
    case "prepare":
    case "resume":
      return "To undo: revert this pull request. No visitor is sent to the canary host.";
    case "roll back":
    case "revert":
      return `${after.canary.version} is halted: after \`./canary resume\` it begins again, from the first stage.`;
    case "promote":
    case "finish":
      return `To roll back: ${COMMAND}. Everyone is then on ${goodOf(after)}; nothing refuses it.`;
    default:
      return `To roll back: ${COMMAND}, or \`percentage: "0"\` and \`pulumi up\`. Everyone is then on ${goodOf(after)}; nothing refuses it.`;
  }
}

const COMMAND = '`./canary rollback --reason "…"`';
const NOT_APPLIED = "Nothing is applied while it is refused.";
const STAYS_PENDING =
  " Merged as it is, it stays pending, and the next `pulumi up` after the reasons are gone applies it.";

/** What everyone is served after a roll back. */
function goodOf({ previous, stable }: RolloutRecord): string {
  return (previous ?? stable).version;
}
