import { stageAfter } from "../rollout/plan.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import { hasCanary, isHalted } from "../rollout/traffic.ts";

/** What somebody can have done about the rollout. */
export const MOVES = ["advance", "run", "halt", "roll back"] as const;
export type MoveName = (typeof MOVES)[number];

/** A command that the page can run, and what it asks the user first. */
export interface Move {
  /** Whether it is likely to be taken now. Its button can be pressed all the same, and says why not. */
  readonly likely: boolean;
  readonly question: string;
  /** What it does, and what it does not. */
  readonly detail: string;
  /** What runs, as it would be typed; the reason is put in its place. */
  readonly command: string;
  /** Whether it takes a reason for the record, or needs one. */
  readonly reason?: "needed" | "taken" | undefined;
}

export type Moves = Readonly<Record<MoveName, Move>>;

/** What is recorded of a roll back where nobody typed why. */
const BY_HAND = "decided in the control room";

/** The arguments of the command that makes a move. A reason that is absent is none. */
export function argsOf(
  move: MoveName,
  { stack, every, reason = "" }: { stack: string; every?: number | undefined; reason?: string },
): string[] {
  const on = ["--yes", "--stack", stack];
  switch (move) {
    case "advance":
      return ["advance", ...on];
    case "run":
      return every === undefined
        ? ["run", ...on]
        : ["run", "--yes", "--every", String(every), "--stack", stack];
    case "halt":
      // As one word: a reason may begin with a dash.
      return ["halt", `--reason=${reason}`, ...on];
    case "roll back":
      return ["rollback", `--reason=${reason.trim() === "" ? BY_HAND : reason}`, ...on];
  }
}

/** A command as it would be typed in a shell. */
export function typed(args: readonly string[]): string {
  const quoted = args.map((arg) => {
    const [, option = "", value = arg] = /^(--[\w-]+=)([^]*)$/.exec(arg) ?? [];
    return /^[\w.:/%+-]+$/.test(value) ? arg : `${option}'${value.replaceAll("'", `'\\''`)}'`;
  });
  return ["./canary", ...quoted].join(" ");
}

/**
 * What can be done now.
 *
 * @param record absent where there is none, or none that can be read: going back stays possible
 * @param running whether a command is under way
 */
export function movesOf(
  record: RolloutRecord | undefined,
  running: boolean,
  where: { readonly stack: string; readonly every?: number | undefined },
): Moves {
  const canary = record && hasCanary(record) ? record.canary.version : undefined;
  const under = record !== undefined && (canary !== undefined || record.percentage > 0);
  const increases = under && !running && !isHalted(record, record.canary);
  const command = (move: MoveName) => typed(argsOf(move, { ...where, reason: "…" }));
  const name = canary ?? record?.stable.version ?? "The release";
  return {
    advance: {
      likely: increases,
      question: `${nextOf(record)}?`,
      detail:
        "Refused where the soak is not over, evidence is missing or the gate is not open. It writes the stack file.",
      command: command("advance"),
    },
    run: {
      likely: increases,
      question: `Run the rollout of ${name} unattended, to the finish?`,
      detail:
        "Each step is taken as soon as it passes. A trigger rolls the release back; any other alert holds it. It writes the stack file at each step.",
      command: command("run"),
    },
    halt: {
      likely: under && !isHalted(record, record.canary),
      question: `Halt ${name} where it is?`,
      detail: "Traffic stays as it is. Nothing increases until a resume.",
      command: command("halt"),
      reason: "needed",
    },
    "roll back": {
      likely: true,
      question: record ? `Roll back: everyone to ${goodOf(record)}?` : "Roll back?",
      detail: "No gate, policy or freeze blocks it. A command under way makes way.",
      command: command("roll back"),
      reason: "taken",
    },
  };
}

/** The next step, in words. */
function nextOf(record: RolloutRecord | undefined): string {
  if (!record) return "Advance";
  const { canary, stable, percentage, plan } = record;
  if (!hasCanary(record))
    return percentage > 0 ? `Finish: ${stable.version} is stable` : "Advance: there is no canary";
  const next = stageAfter(plan, percentage);
  if (!next) return `Promote ${canary.version} to stable`;
  return `Advance ${canary.version} from ${percentage} % to ${next.percentage} %`;
}

/** The release that a roll back leads to. */
function goodOf({ previous, stable }: RolloutRecord): string {
  return (previous ?? stable).version;
}
