import type { LegTally, Load } from "../load/index.ts";
import type { LegSample, Sample } from "../../controlRoom/index.ts";

const EVERY = 1000;
/** How many seconds are kept. */
const KEPT = 180;

/** Count visitors' requests by the second. Nobody else may take the load's tallies meanwhile. */
export function sampleTraffic(load: Pick<Load, "take">) {
  const samples: Sample[] = [];
  let last = performance.now();
  let taking: Promise<void> | undefined;
  const take = async () => {
    const { stable, canary } = await load.take();
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    samples.push({ at: Date.now(), stable: of(stable, seconds), canary: of(canary, seconds) });
    samples.splice(0, samples.length - KEPT);
  };
  const timer = setInterval(() => {
    // Where the machine is late, a second longer: two close together would draw a gap in the traffic.
    taking ??= take().finally(() => (taking = undefined));
  }, EVERY);
  return {
    /** What visitors saw, second by second. */
    samples: samples as readonly Sample[],
    close: async () => {
      clearInterval(timer);
      await taking;
    },
  };
}

function of({ requests, failed, p95 }: LegTally, seconds: number): LegSample {
  if (requests === 0) return { requests: 0, errors: null, p95: null };
  return { requests: requests / seconds, errors: (failed / requests) * 100, p95 };
}
