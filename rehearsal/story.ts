import type { StackName } from "./ground.ts";
import type { Edit, Release } from "./stackFile.ts";

/** What the clouds must hold after a step in production. */
export interface Expected {
  /** The canary record's weight; the stable one's is the rest of 100. */
  readonly canary: number;
  /** The release that the public host serves. */
  readonly publicHost: Release;
  /** The release that the canary host serves. */
  readonly canaryHost: Release;
}

/** A step of the rehearsal: an edit of a stack file and `pulumi up`, or `./canary rollback`. */
export interface Step {
  readonly title: string;
  readonly stack: StackName;
  /** The edit that `pulumi up` applies; without one the step is `./canary rollback`. */
  readonly edit?: Edit;
  readonly expected?: Expected;
}

/** The releases of the story: the one that serves at first, and three that are rolled out. */
export interface Cast {
  readonly first: Release;
  readonly good: Release;
  readonly bad: Release;
  readonly regretted: Release;
}

const STAGES = [10, 25, 50, 75, 100];

/** A good release from 0 to 100 % and finished, a bad one rolled back at 50, one promoted and reverted. */
export function story({ first, good, bad, regretted }: Cast): Step[] {
  return [
    { title: "staging", stack: "staging", edit: {} },
    {
      title: "production, first",
      stack: "production",
      edit: { percentage: 0 },
      expected: serving(0, first, first),
    },
    ...rollout(first, good, STAGES),
    promote(first, good),
    {
      title: `finish ${good.version}`,
      stack: "production",
      edit: { percentage: 0 },
      expected: serving(0, good, good),
    },
    ...rollout(good, bad, [10, 25, 50]),
    {
      title: `./canary rollback of ${bad.version}`,
      stack: "production",
      expected: serving(0, good, good),
    },
    ...rollout(good, regretted, STAGES),
    promote(good, regretted),
    {
      title: `revert ${regretted.version}`,
      stack: "production",
      edit: { percentage: 0, stable: good },
      expected: serving(0, good, good),
    },
  ];
}

function rollout(stable: Release, canary: Release, stages: readonly number[]): Step[] {
  return [
    {
      title: `prepare ${canary.version}`,
      stack: "production",
      edit: { canary },
      expected: serving(0, stable, canary),
    },
    ...stages.map((percentage): Step => ({
      title: `${canary.version} at ${percentage} %`,
      stack: "production",
      edit: { percentage },
      expected: serving(percentage, stable, canary),
    })),
  ];
}

function promote(from: Release, to: Release): Step {
  return {
    title: `promote ${to.version} over ${from.version}`,
    stack: "production",
    edit: { stable: to },
    expected: serving(100, to, to),
  };
}

function serving(canary: number, publicHost: Release, canaryHost: Release): Expected {
  return { canary, publicHost, canaryHost };
}
