import type { ActiveExemption } from "../../checklist/activeExemptions.ts";
import { SECRETS } from "../../config/raw.ts";
import { asks } from "../../rollout/judge.ts";
import {
  readable,
  readRecord,
  type FrozenEvidence,
  type Kind,
  type RolloutRecord,
} from "../../rollout/record.ts";
import { soakOf } from "../../rollout/increase.ts";
import { duration, type Instant } from "../../rollout/time.ts";
import { changesOf, isPartOf, type Change } from "./changes.ts";
import type { Event, Step } from "./events.ts";
import { exemptionsIn } from "./exemptions.ts";
import { commitsOf, type Commits } from "./commits.ts";
import { headlineOf, goingBackOf, type Subject } from "./headline.ts";
import { messagesOf, rolloutIn, type Fault, type Messages } from "./messages.ts";
import { scopeIn, type ScopeChange } from "./scope.ts";
import { ownConfig, stackIn } from "./ownConfig.ts";
import { policiesOf, type Policies } from "./violations.ts";

/** What a pull request says of one stack. */
export interface Review extends Messages {
  /** `canary/production`: there is one comment for each. */
  readonly stack: string;
  /** The line that matters: `shop 1.5.0: 10 % → 25 % of traffic`. */
  readonly headline: string;
  /** Whether `pulumi up` would refuse it. */
  readonly refused: boolean;
  /** What it is for the rollout; absent where the rollout stays as it is, and in staging. */
  readonly transition?: Kind | undefined;
  /** The verdict in numbers: `soak 22 min of 15 min`. */
  readonly numbers: readonly string[];
  readonly policies: Policies;
  /** The changes that the transition consists of. */
  readonly expected: readonly Change[];
  readonly others: readonly Change[];
  /** Whether values may be printed: not where config has secrets that this program does not mark so. */
  readonly showsValues: boolean;
  /** The commits that a release is apart from the one before it. */
  readonly commits?: Commits | undefined;
  /** The evidence that counted for an increase. */
  readonly evidence: readonly FrozenEvidence[];
  /** The checklist's items that will not apply, and which of them did before; none where nothing is watched. */
  readonly scope: ScopeChange;
  /** What is exempted now, by whom and why. */
  readonly exemptions: readonly ActiveExemption[];
  /** How to go back, or on; absent where there is nothing to say. */
  readonly goingBack?: string | undefined;
}

/** What is known of a preview beside its events. */
export interface About {
  /** What the stack is called, where no event names it: `production`. */
  readonly stack: string;
  /** What was said beside the events: why they break off, where they do. */
  readonly said?: string;
}

/** What the events of a preview come to. */
export function reviewOf(events: readonly Event[], about: About): Review {
  const steps = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  const rollout = rolloutIn(events);
  const after = recordOf(rollout?.new);
  const transition = rollout && rollout.op !== "same" ? after?.kind : undefined;
  const messages = messagesOf(events);
  const policies = policiesOf(events);
  const reasons = [...messages.refusals, ...messages.faults, ...policies.mandatory].length;
  const faults = [...messages.faults, ...unsaid(events, policies, reasons, about)];
  const changes = changesOf(events);
  const expected = changes.filter((one) => transition && isPartOf(one, transition));

  const now = startedAt(events);
  const stack = stackOf(steps) ?? about.stack;
  const subject: Subject = {
    name: projectOf(steps) ?? stack,
    before: recordOf(rollout?.old),
    after,
    transition,
    staging: releasesOf(events),
    changes: changes.length,
    refused: [...messages.refusals, ...faults, ...policies.mandatory].length > 0,
  };
  return {
    ...messages,
    faults,
    policies,
    transition,
    expected,
    others: changes.filter((one) => !expected.includes(one)),
    showsValues: marksSecrets(events),
    commits: commitsOf(events, subject),
    evidence: transition && asks(transition) ? (after?.evidence ?? []) : [],
    scope: scopeIn(steps),
    exemptions: exemptionsIn(events, after, now),
    stack,
    headline: headlineOf(subject),
    refused: subject.refused,
    numbers: [
      ...increaseLines(subject, messages, now),
      ...(faults.length > 0 ? [] : kept(policies)),
    ],
    goingBack: goingBackOf(subject),
  };
}

/** What is wrong with a preview, and no event says it. */
function unsaid(
  events: readonly Event[],
  { disabled }: Policies,
  reasons: number,
  { said = "" }: About,
): Fault[] {
  const ended = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
  if (!ended) return [{ message: `the preview broke off${said === "" ? "" : `: ${said}`}` }];
  if (ended.result !== "succeeded")
    return reasons > 0 ? [] : [{ message: "the preview failed, and does not say why" }];
  return disabled ? [{ message: "no policy of the pack ran: its config disables them all" }] : [];
}

function recordOf(resource: Step["old"]): RolloutRecord | undefined {
  return readable(readRecord(resource?.inputs.record));
}

/** `canary/production`, from a resource's URN. */
function stackOf(steps: readonly Step[]): string | undefined {
  const result = stackIn(steps[0]?.urn);
  return result && `${result.project}/${result.stack}`;
}

/** The project at Vercel, by which people know the app. */
function projectOf(steps: readonly Step[]): string | undefined {
  return steps.find(({ type }) => type === "vercel:index/project:Project")?.new?.inputs.name;
}

/** The releases that staging has and will have. */
function releasesOf(events: readonly Event[]): Subject["staging"] {
  const stack = events
    .flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? [])
    .findLast(({ type }) => type === "pulumi:pulumi:Stack");
  return {
    before: stack?.old?.outputs.release,
    after: stack?.new?.outputs.release,
  };
}

/**
 * Whether every secret of config is marked in what is declared: another key that somebody sets as a secret
 * is plain text to the program, and to Pulumi then. False where no event says so.
 */
function marksSecrets(events: readonly Event[]): boolean {
  const config = ownConfig(events);
  return (
    config !== undefined &&
    Object.entries(config).every(([key, value]) => value !== "[secret]" || SECRETS.includes(key))
  );
}

/** When the preview began. */
function startedAt([first]: readonly Event[]): Instant {
  return new Date((first?.timestamp ?? 0) * 1000).toISOString();
}

/** An increase in numbers: soak, gate, evidence; each where it is required. */
function increaseLines(
  { transition, before, after }: Subject,
  { gate, refusals }: Messages,
  now: Instant,
): string[] {
  if (!before || !after || !transition || !asks(transition)) return [];
  const { stage, held } = soakOf(before, { now, gate });
  const missing = refusals
    .map((message) => Number(/^(?:evidence|close-out): (\d+) items? of /.exec(message)?.[1] ?? 0))
    .reduce((sum, count) => sum + count, 0);
  const total = after.evidence.length + missing;
  const beside = (["warning", "exempt"] as const).flatMap((verdict) => {
    const count = gate?.measurements.filter((one) => one.verdict === verdict).length ?? 0;
    return count > 0 ? [`${count} ${verdict === "warning" ? "warned" : "exempted"}`] : [];
  });
  return [
    ...(stage ? [`soak ${duration(Math.floor(held))} of ${duration(stage.soak)}`] : []),
    ...(gate
      ? [`gate ${gate.verdict}${beside.length > 0 ? ` with ${beside.join(" and ")}` : ""}`]
      : []),
    ...(total > 0 ? [`evidence ${after.evidence.length} of ${total}`] : []),
  ];
}

function kept({ judged: total, held }: Policies): string[] {
  return total > 0 ? [`policies ${held} of ${total}`] : [];
}
