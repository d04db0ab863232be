import type { DatadogOrders } from "./datadogApi/index.ts";
import {
  AFTER_FINISH,
  AFTER_WAY_BACK,
  BEFORE_PROMOTE,
  BEFORE_START,
  type Showing,
} from "./evidence.ts";
import type { StackName } from "./ground.ts";
import type { Edit, Release } from "./stackFile.ts";

/** What a step must come to. */
export interface Expected {
  /** The canary record's weight; the stable one's is the rest of 100. Absent before there are any. */
  readonly canary?: number;
  /** The release that each host serves. */
  readonly hosts: Readonly<Record<string, Release>>;
  /** The exit code, or that it is none of success. Default 0. */
  readonly code?: number | "failure";
  /** What is said, and shown to whoever watches: all that matches, which must be something. Global. */
  readonly says?: RegExp;
}

/** What Datadog comes to know. */
export type Orders = (datadog: DatadogOrders) => void;

/** A step of the rehearsal. */
export interface Step {
  readonly title: string;
  readonly stack: StackName;
  /** An edit of the stack file that `pulumi up` applies, with more arguments; or `./canary` with some. */
  readonly does:
    | { readonly edit: Edit; readonly args?: readonly string[] }
    | { readonly canary: readonly string[] };
  /** What is shown before it, since it asks for that. */
  readonly shows?: Showing;
  /** What is shown once it is done, since the next start asks for that. */
  readonly owes?: Showing;
  /** What Datadog knows before it. */
  readonly before?: Orders;
  /** What Datadog comes to know once the command has said something; `what` calls it in words. */
  readonly meanwhile?: { readonly said: RegExp; readonly what: string; readonly then: Orders };
  readonly expected: Expected;
}

/** Steps that show one thing. */
export interface Story {
  /** What happens, in a line. */
  readonly title: string;
  /** What is to be seen, in a sentence or two. */
  readonly shows: string;
  readonly steps: readonly Step[];
}

/** Who plays: what the committed stack files name, and releases that the app's pipeline has built. */
export interface Cast {
  readonly staged: Release;
  readonly first: Release;
  readonly good: Release;
  readonly bad: Release;
  readonly regretted: Release;
  readonly alerting: Release;
  readonly silent: Release;
  /** For whoever goes on by hand. */
  readonly spare: Release;
  readonly hosts: { readonly staging: string; readonly public: string; readonly canary: string };
}

/** The steps that stories are made of. */
export function stepsOf({ hosts }: Pick<Cast, "hosts">) {
  const up = (title: string, edit: Edit, expected: Expected): Step => ({
    title,
    stack: "production",
    does: { edit },
    expected,
  });
  const serving = (canary: number, onPublic: Release, onCanary: Release): Expected => ({
    canary,
    hosts: { [hosts.public]: onPublic, [hosts.canary]: onCanary },
  });
  const rollout = (stable: Release, canary: Release, stages: readonly number[]): Step[] => [
    up(`prepare ${canary.version}`, preparing(canary), serving(0, stable, canary)),
    ...stages.map((percentage) => ({
      ...up(
        `${canary.version} at ${percentage} %`,
        { percentage },
        serving(percentage, stable, canary),
      ),
      ...(ASKING.includes(percentage) && { shows: stage(canary, percentage) }),
    })),
  ];
  const promote = (release: Release): Step => ({
    ...up(`promote ${release.version}`, { stable: release }, serving(100, release, release)),
    shows: { release, attested: BEFORE_PROMOTE },
  });
  const finish = (release: Release): Step => ({
    ...up(`finish ${release.version}`, { percentage: 0 }, serving(0, release, release)),
    owes: { release, attested: AFTER_FINISH },
  });
  const rollBack = (bad: Release, good: Release): Step => ({
    title: `roll ${bad.version} back`,
    stack: "production",
    does: { canary: ["rollback", "--yes", "--reason", "checkout fails for one in ten"] },
    expected: serving(0, good, good),
    owes: tookBack(bad),
  });
  return { up, serving, rollout, promote, finish, rollBack };
}

/** Name a release, and take out the block that the last roll back left: a start asks for that. */
function preparing(canary: Release): Edit {
  return { canary, set: { rollback: null } };
}

/** The stages that ask for what was shown: the start, and those at which an item is due. */
const ASKING = [10, 25, 100];

function stage(release: Release, percentage: number): Showing {
  return { release, attested: percentage === 10 ? BEFORE_START : [] };
}

/** What is owed for a release that was taken back. */
export function tookBack(release: Release): Showing {
  return { release, attested: AFTER_WAY_BACK };
}

/** The same updates without a preview first, which shows nothing new the second time. */
export function quick(steps: readonly Step[]): Step[] {
  return steps.map((step) =>
    "edit" in step.does ? { ...step, does: { ...step.does, args: ["--skip-preview"] } } : step,
  );
}
