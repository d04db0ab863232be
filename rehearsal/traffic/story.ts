import type { Knobs } from "../site/knobs.ts";
import type { Stage } from "./scale.ts";
import type { LiveProduction } from "./liveProduction.ts";

/** What detects that a release is bad. */
export type Witness =
  /** A monitor, by its key, that alerts or has no data any more. */
  | {
      readonly monitor: string;
      readonly state: "Alert" | "No Data";
      /**
       * The share of its window that must have passed before it can, 0 to 1. Default 1. A synthetic
       * test has no window.
       */
      readonly fills?: number;
    }
  /** Route 53's health check of the canary, which takes it out of DNS. */
  | "health check";

/** A release that goes bad on real traffic, and what must stop it. */
export interface BadStory {
  readonly name: string;
  /** What it demonstrates, in a sentence. */
  readonly shows: string;
  /** The canary's share when it goes bad, in percent: a stage of the checklist's plan. */
  readonly stage: number;
  /** What breaks: something of the canary's deployment, or what is done to the clouds. */
  readonly breaks: Partial<Knobs> | ((live: LiveProduction) => void);
  /** What must detect it; the first of them counts as its detection. */
  readonly detectedBy: readonly [Witness, ...Witness[]];
  /** What must be declared besides those that detect it: monitors, by their keys. None where absent. */
  readonly needs?: readonly string[];
  /**
   * `./canary run`, under way when it breaks; or, once all have detected it, `./canary advance` or
   * `./canary rollback`.
   */
  readonly under: keyof typeof COMMANDS;
  /** What is said: that it was stopped, and by what. */
  readonly says: RegExp;
}

/**
 * What is run in a story, the code that it must end with, and whether visitors must be taken off the
 * canary then. A roll back cannot be complete there: Vercel's API is down.
 */
export const COMMANDS = {
  run: { args: ["run", "--yes", "--every", "1"], code: 4, takenOff: true },
  advance: { args: ["advance", "--yes"], code: 1, takenOff: false },
  rollback: {
    args: ["rollback", "--yes", "--reason", "a third of the requests fail"],
    ...{ code: 3, takenOff: true },
  },
} as const;

/** The monitors that a story cannot be played without, and that are not among those declared. */
export function lacking(
  { detectedBy, needs = [] }: BadStory,
  declared: ReadonlySet<string>,
): string[] {
  const witnesses = detectedBy.flatMap((one) => (one === "health check" ? [] : one.monitor));
  return [...witnesses, ...needs].filter((key) => !declared.has(key));
}

/** The story at a stage of a project's own plan: its own there, or the next one. */
export function storyIn(plan: readonly Stage[], story: BadStory): BadStory {
  const stage = plan.find(({ percentage }) => percentage >= story.stage) ?? plan.at(-1);
  return stage ? { ...story, stage: stage.percentage } : story;
}
