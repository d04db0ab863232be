import type { Knobs } from "../site/knobs.ts";
import type { Scene } from "./scene.ts";

/** What sees that a release is bad. */
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
  /** What is to be seen, in a sentence. */
  readonly shows: string;
  /** The canary's share when it goes bad, in percent: a stage of the plan. */
  readonly stage: number;
  /** What breaks: something of the canary's deployment, or what is done to the clouds. */
  readonly breaks: Partial<Knobs> | ((scene: Scene) => void);
  /** Who must see it; the first of them counts as its detection. */
  readonly seenBy: readonly [Witness, ...Witness[]];
  /**
   * `./canary run`, under way when it breaks; or, once all have seen it, `./canary advance` or
   * `./canary rollback`.
   */
  readonly under: "run" | "advance" | "rollback";
  readonly expected: {
    readonly code: number;
    /** What is said: that it was stopped, and by what. */
    readonly says: RegExp;
    /** Whether visitors are taken off the canary: all weight, or none. */
    readonly takenOff: boolean;
  };
}
