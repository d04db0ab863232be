import { spawn, type ChildProcess } from "node:child_process";
import { fresh, old, type Production } from "../engine/production.ts";
import type { Edit } from "../../rehearsal/stackFile.ts";

/** What is killed: a change of a rollout, by the command that applies it. */
export interface Operation {
  readonly name: string;
  /** Where production stands before. */
  readonly stage: string;
  /** What the stack file requests; nothing where the command writes it. */
  readonly edit?: Edit;
  /** The command, and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Whether the release is halted by it. */
  readonly halts: boolean;
}

const UP = [
  "pulumi",
  "up",
  "--yes",
  "--skip-preview",
  "--non-interactive",
  "--stack",
  "production",
];
const up = UP as [string, ...string[]];

export const OPERATIONS: readonly Operation[] = [
  { name: "start", stage: "prepared", edit: { percentage: 10 }, command: up, halts: false },
  { name: "advance", stage: "25", edit: { percentage: 50 }, command: up, halts: false },
  { name: "step back", stage: "50", edit: { percentage: 10 }, command: up, halts: false },
  { name: "promote", stage: "100", edit: { stable: fresh }, command: up, halts: false },
  {
    name: "revert",
    stage: "promoted",
    edit: { stable: old, percentage: 0 },
    command: up,
    halts: true,
  },
  {
    name: "roll back",
    stage: "50",
    command: ["./canary", "rollback", "--yes", "--reason", "checkout fails"],
    halts: true,
  },
  {
    name: "halt",
    stage: "50",
    command: ["./canary", "halt", "--yes", "--reason", "checkout fails"],
    halts: true,
  },
];

/** Begin an operation, in a process group of its own. */
export function begin(
  { workspace }: Production,
  { command: [name, ...args] }: Operation,
): ChildProcess {
  const { directory: cwd, env } = workspace;
  return spawn(name, args, { cwd, env, stdio: "ignore", detached: true });
}
