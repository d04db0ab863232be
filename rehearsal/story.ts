import type { StackName } from "./ground.ts";
import type { Edit, Release } from "./stackFile.ts";

/** What the clouds must hold after a step. */
export interface Expected {
  /** The canary record's weight; the stable one's is the rest of 100. Absent before there are any. */
  readonly canary?: number;
  /** The release that each host serves. */
  readonly hosts: Readonly<Record<string, Release>>;
}

/** A step of the rehearsal: an edit of a stack file and `pulumi up`, or `./canary rollback`. */
export interface Step {
  readonly title: string;
  readonly stack: StackName;
  /** The edit that `pulumi up` applies; without one the step is `./canary rollback`. */
  readonly edit?: Edit;
  readonly expected: Expected;
}

/** Who plays: what the committed stack files name, and releases that the app's pipeline has built. */
export interface Cast {
  readonly staged: Release;
  readonly first: Release;
  readonly good: Release;
  readonly bad: Release;
  readonly regretted: Release;
  /** For whoever goes on by hand. */
  readonly spare: Release;
  readonly hosts: { readonly staging: string; readonly public: string; readonly canary: string };
}

const STAGES = [10, 25, 50, 75, 100];

/** A good release from 0 to 100 % and finished, a bad one rolled back at 50, one promoted and reverted. */
export function story(cast: Cast): Step[] {
  const { staged, first, good, bad, regretted, hosts } = cast;
  const up = (title: string, edit: Edit, expected: Expected): Step => ({
    title,
    stack: "production",
    edit,
    expected,
  });
  const serving = (canary: number, onPublic: Release, onCanary: Release): Expected => ({
    canary,
    hosts: { [hosts.public]: onPublic, [hosts.canary]: onCanary },
  });
  const rollout = (stable: Release, canary: Release, stages: readonly number[]): Step[] => [
    up(`prepare ${canary.version}`, { canary }, serving(0, stable, canary)),
    ...stages.map((percentage) =>
      up(
        `${canary.version} at ${percentage} %`,
        { percentage },
        serving(percentage, stable, canary),
      ),
    ),
  ];
  const promote = (release: Release): Step =>
    up(`promote ${release.version}`, { stable: release }, serving(100, release, release));

  return [
    {
      title: "staging",
      stack: "staging",
      edit: {},
      expected: { hosts: { [hosts.staging]: staged } },
    },
    up("production, first", {}, serving(0, first, first)),
    ...rollout(first, good, STAGES),
    promote(good),
    up(`finish ${good.version}`, { percentage: 0 }, serving(0, good, good)),
    ...rollout(good, bad, [10, 25, 50]),
    { title: `roll ${bad.version} back`, stack: "production", expected: serving(0, good, good) },
    ...rollout(good, regretted, STAGES),
    promote(regretted),
    up(`revert ${regretted.version}`, { percentage: 0, stable: good }, serving(0, good, good)),
  ];
}
