import { STAGES } from "./ground.ts";
import { quick, stepsOf, tookBack, type Cast, type Story } from "./step.ts";
import { watched } from "./storyWatched.ts";

/** All that is played, in order: each story begins where the one before it ended. */
export function stories(cast: Cast): Story[] {
  return [goesThrough(cast), rolledBack(cast), reverted(cast), ...watched(cast)];
}

function goesThrough(cast: Cast): Story {
  const { staged, first, good, hosts } = cast;
  const { up, rollout, promote, finish, serving } = stepsOf(cast);
  const [prepare, start, ...stages] = rollout(first, good, [10, 25, 50]);
  const [, ...rest] = rollout(first, good, [100]);
  if (!prepare || !start) throw new Error("a rollout begins with a prepare and a start");
  return {
    title: `${good.version} goes through`,
    shows:
      "Both stacks are made. A release is prepared and started by hand, one line of config at a time,\n" +
      "each step once ./canary verify has shown what it asks; ./canary run carries it on unattended,\n" +
      "with the numbers that let it pass.",
    steps: [
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
      ...quick(stages),
      {
        title: `${good.version} to 75 %, unattended`,
        stack: "production",
        does: { canary: ["run", "--yes", "--every", "1", "--until", "75"] },
        before: (datadog) => {
          const group = `version:${good.version}`;
          datadog.setMonitorState("error-rate", { state: "OK", group, value: 0.2 });
        },
        expected: {
          ...serving(75, first, good),
          says: /(?<= s {2}).*(?=: the gate is open)|^Error rate .*|(?<= s {2}).* takes 75 %/gm,
        },
      },
      ...quick([...rest, promote(good), finish(good)]),
    ],
  };
}

function rolledBack(cast: Cast): Story {
  const { good, bad } = cast;
  const { rollout, rollBack } = stepsOf(cast);
  return {
    title: `${bad.version} is rolled back by hand at 25 %`,
    shows: "The engineer on call has seen enough: one command, which asks neither config nor gate.",
    steps: [...quick(rollout(good, bad, [10, 25])), rollBack(bad, good)],
  };
}

function reverted(cast: Cast): Story {
  const { good, regretted } = cast;
  const { up, rollout, promote, serving } = stepsOf(cast);
  return {
    title: `${regretted.version} is promoted, and taken back`,
    shows: "Until the finish, the release before is one line of config away.",
    steps: quick([
      ...rollout(good, regretted, STAGES),
      promote(regretted),
      {
        ...up(
          `revert ${regretted.version}`,
          { percentage: 0, stable: good },
          serving(0, good, good),
        ),
        owes: tookBack(regretted),
      },
    ]),
  };
}
