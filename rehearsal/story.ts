import { STAGES } from "./ground.ts";
import { quick, stepsOf, type Cast, type Step } from "./step.ts";
import { watched } from "./storyWatched.ts";

/**
 * A good release from 0 to 100 % and finished, a bad one rolled back at 50, one promoted and reverted;
 * one whose errors rise while nobody looks, and one that Datadog knows nothing of for a while.
 */
export function story(cast: Cast): Step[] {
  const { staged, first, good, bad, regretted, hosts } = cast;
  const { up, rollout, promote, serving, rollBack } = stepsOf(cast);
  const [prepare, start, ...stages] = rollout(first, good, STAGES);
  if (!prepare || !start) throw new Error("a rollout begins with a prepare and a start");
  return [
    {
      title: "staging",
      stack: "staging",
      does: { edit: {} },
      expected: { hosts: { [hosts.staging]: staged } },
    },
    up("production, first", {}, serving(0, first, first)),
    // The first of each kind with its preview, as a user has it; the others go faster without.
    prepare,
    start,
    ...quick([
      ...stages,
      promote(good),
      up(`finish ${good.version}`, { percentage: 0 }, serving(0, good, good)),
    ]),
    ...quick(rollout(good, bad, [10, 25, 50])),
    rollBack(bad, good),
    ...quick([
      ...rollout(good, regretted, STAGES),
      promote(regretted),
      up(`revert ${regretted.version}`, { percentage: 0, stable: good }, serving(0, good, good)),
    ]),
    ...watched(cast),
  ];
}
