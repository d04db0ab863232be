import { setTimeout as sleep } from "node:timers/promises";
import { within } from "./limit.ts";
import { look, type HostAnswer } from "./probe.ts";

/** How many times a host is requested, and the wait between two, in seconds. */
const TIMES = 5;
const PAUSE = 0.2;

/** Request a host's health a few times in a row. Never rejects, and ends within so many seconds. */
export function lookAt(url: string, seconds: number): Promise<readonly HostAnswer[]> {
  return within(seconds, async ({ signal }) => {
    const answers: HostAnswer[] = [];
    for (let time = 0; time < TIMES; time++) {
      if (time > 0) await sleep(PAUSE * 1000, undefined, { signal }).catch(() => undefined);
      const answer = await look({ url }, signal);
      answers.push(signal.aborted ? { failed: `no answer within ${seconds} s` } : answer);
      // One failure is enough: a host that cannot be reached is not requested again.
      if (answer.failed !== undefined) break;
    }
    return answers;
  });
}
