import type { Bearing } from "../checklist/measured.ts";
import type { Increase } from "../rollout/gate.ts";

/** A monitor that the program declares, as the gate expects it. */
export interface ExpectedMonitor {
  /** What it is tagged with in Datadog: `canary_monitor:<key>`. */
  readonly key: string;
  /** What it measures, as text: `error rate`. */
  readonly title: string;
  /**
   * What it watches: the release being rolled out (`canary`), the service as a whole (`service`), or a
   * host that serves the canary alone (`canary-host`: synthetic checks).
   */
  readonly scope: "canary" | "service" | "canary-host";
  /** Whether it needs traffic of the stable release too. */
  readonly comparesWithStable: boolean;
  /**
   * The key of the monitor that distinguishes silence from health, where this one counts what is
   * reported only when it happens: no data is then good news as long as that one has data. Where there
   * is no such monitor, no data is no answer.
   */
  readonly witness?: string | undefined;
  /** What its values are in: `%`, `s` (also written as ms), `x` … Default: written without. */
  readonly unit?: string | undefined;
  /** How it is declared; absent for a monitor that Datadog makes itself, of a synthetic test. */
  readonly declared?: DeclaredMonitor | undefined;
  /** What exemptions make of it at this increase; absent where none bears on it. */
  readonly exemption?: Bearing | undefined;
}

/** What decides a monitor's state. */
export interface DeclaredMonitor {
  readonly query: string;
  readonly thresholds: {
    readonly critical?: number | undefined;
    readonly warning?: number | undefined;
  };
  /** Seconds. */
  readonly evaluationDelay?: number | undefined;
  readonly newGroupDelay?: number | undefined;
  readonly onMissingData: string;
  readonly requireFullWindow: boolean;
}

/**
 * The monitors that the gate reads for an increase. A start cannot require of the canary what it has no
 * traffic for, and a promote, at 100 %, not what needs traffic of the stable release.
 */
export function expectedFor(
  increase: Increase,
  expected: readonly ExpectedMonitor[],
): readonly ExpectedMonitor[] {
  switch (increase) {
    case "start":
      return expected.filter(({ scope }) => scope !== "canary");
    case "advance":
      return expected;
    case "promote":
      return expected.filter(({ comparesWithStable }) => !comparesWithStable);
  }
}
