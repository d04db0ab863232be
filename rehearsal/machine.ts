import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { percentile } from "./metrics/evaluate.ts";

/** How far behind this machine was while visitors were played on it. */
export interface Machine {
  /** Called with how many milliseconds late a health check ran. */
  readonly onChecked: (late: number) => void;
  /** In words, where it was too far behind for what was found to count; undefined where it was not. */
  overloaded(): string | undefined;
  close(): void;
}

/** Milliseconds, and shares: a quiet machine of two cores stays below a third of each. */
const LIMITS = { loop: 300, late: 500, steal: 0.1 };

/** Milliseconds between two measurements of the event loop. */
const RESOLUTION = 20;

/** Watch this machine from now on. */
export function watchMachine(): Machine {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION });
  loop.enable();
  const before = cpuTimes();
  const late: number[] = [];
  return {
    onChecked: (ms) => late.push(ms),
    overloaded: () => {
      const steal = stealSince(before);
      return describeLoad({
        loop: loop.percentile(99) / 1e6,
        late: late.length === 0 ? 0 : percentile(late, 0.9),
        ...(steal !== undefined && { steal }),
      });
    },
    close: () => {
      loop.disable();
    },
  };
}

/** What was measured, against what is too much. */
export function describeLoad(result: {
  /** The event loop's delay, 99th percentile, in milliseconds. */
  readonly loop: number;
  /** How late health checks were, 90th percentile, in milliseconds. */
  readonly late: number;
  /** The share of time that the host gave to others, 0 to 1; absent where the machine does not say. */
  readonly steal?: number;
}): string | undefined {
  const { loop, late, steal = 0 } = result;
  if (loop <= LIMITS.loop && late <= LIMITS.late && steal <= LIMITS.steal) return undefined;
  return `its event loop was up to ${loop.toFixed(0)} ms late (${LIMITS.loop} at most), health checks ${late.toFixed(0)} ms (${LIMITS.late}), and ${(100 * steal).toFixed(0)} % of its time went to others (${100 * LIMITS.steal} %)`;
}

interface CpuTimes {
  readonly all: number;
  readonly steal: number;
}

/** https://www.kernel.org/doc/html/latest/filesystems/proc.html#miscellaneous-kernel-statistics-in-proc-stat */
function cpuTimes(): CpuTimes | undefined {
  try {
    const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
    const times = line.trim().split(/\s+/).slice(1, 9).map(Number);
    return { all: times.reduce((sum, one) => sum + one, 0), steal: times[7] ?? 0 };
  } catch {
    return undefined; // Not on Linux.
  }
}

function stealSince(before: CpuTimes | undefined): number | undefined {
  const now = cpuTimes();
  if (!before || !now || now.all === before.all) return undefined;
  return (now.steal - before.steal) / (now.all - before.all);
}
