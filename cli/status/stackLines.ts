import type { StackOutput, StatusAllOutput } from "../output/statusAll.ts";
import { table } from "../table.ts";
import { about, fromNow, type Here } from "../times.ts";

const HEAD = ["stack", "stable", "canary", "share", "since", "state"];

/** Where many stacks stand, a line each, and a line that counts the others. */
export function stackLines({ at, stacks, others }: StatusAllOutput): string[] {
  const rows = stacks.map((stack) => row(stack, { now: at }));
  return [...(rows.length > 0 ? [table([HEAD, ...rows])] : []), counted(stacks, others)];
}

/** The stacks that need somebody first; what stands alike, by its name. */
export function byUrgency(stacks: readonly StackOutput[]): StackOutput[] {
  return stacks.toSorted(
    (a, b) => urgency(a) - urgency(b) || (a.stack < b.stack ? -1 : a.stack > b.stack ? 1 : 0),
  );
}

function urgency(stack: StackOutput): number {
  const { fault, record } = stack;
  const claims = [fault !== null, troubles(stack).length > 0, record?.halted, record?.canary];
  const first = claims.findIndex(Boolean);
  return first === -1 ? claims.length : first;
}

function row(stack: StackOutput, here: Here): string[] {
  const { record } = stack;
  const state = inOneLine([...standing(stack), ...troubles(stack)].join("; "));
  if (!record) return [stack.stack, "?", "?", "?", "?", state];
  const { stable, canary, percentage, enteredAt } = record;
  return [
    ...[stack.stack, stable.version, canary?.version ?? "-", canary ? `${percentage} %` : "-"],
    ...[fromNow(enteredAt, here), state],
  ];
}

/** How far its rollout has got. */
function standing({ fault, record, soak, haltedFor }: StackOutput): string[] {
  if (fault !== null) return [`not read: ${fault}`];
  if (!record?.canary) return ["no canary"];
  if (record.halted) return [`halted: ${haltedFor ?? "no reason given"}`];
  if (!soak) return ["prepared"];
  const left = soak.seconds - soak.heldSeconds;
  return [left > 0 ? `soaking, ${about(left)} left` : "soak over"];
}

/** What is not as it ought to be, all of which refuses an increase. */
function troubles({ pending, drift, missing, lock }: StackOutput): string[] {
  return [
    ...(pending.length > 0 ? [`unfinished: ${pending.join(", ")}`] : []),
    ...(drift.length > 0 ? [`drift: ${drift.join(", ")}`] : []),
    ...(missing.length > 0 ? [`the state lacks ${missing.join(", ")}`] : []),
    ...(lock === null ? [] : [`lock: ${lock}`]),
  ];
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}

function counted(stacks: readonly StackOutput[], others: number): string {
  const unread = stacks.filter(({ fault }) => fault !== null).length;
  const parts = [
    plural(stacks.length - unread, "rollout"),
    ...(unread > 0 ? [`${unread} not read`] : []),
    `${plural(others, "other stack")} without a rollout: staging, or not canary's`,
  ];
  return parts.join(", ");
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
