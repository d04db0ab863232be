import type { Group, MonitoringAnswers } from "../answers.ts";
import type { Given } from "../flags.ts";
import { PermissionMissing, VendorFailure } from "../../../vendors/failures.ts";

/** What was read from one vendor. */
export interface Findings {
  /** Answers, where no flag gives others. */
  readonly given: Given;
  /** What was found, a sentence each. */
  readonly notes: readonly string[];
  /** What to look at before a rollout, a sentence each. */
  readonly warnings: readonly string[];
  /** What could not be read, and why: with the permission that is missing. */
  readonly unread: readonly string[];
  readonly monitoring?: MonitoringAnswers;
  /** Whether Datadog's AWS integration is there. */
  readonly hasAws?: boolean;
  /** Handles of Datadog's teams. */
  readonly teams?: readonly string[];
  /** The teams that are named like a group. */
  readonly groups?: Readonly<Partial<Record<Group, string>>>;
  /** Whether the Slack channel of the flag is there. */
  readonly hasChannel?: boolean;
}

/** Collects what one vendor's reads give, and goes on where one of them fails. */
export class Collector {
  public readonly given: Partial<Record<keyof Given, string>> = {};
  public readonly notes: string[] = [];
  public readonly warnings: string[] = [];
  public readonly unread: string[] = [];

  /** What a read gives; undefined where it fails, which is kept as a sentence. */
  public async read<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof PermissionMissing || error instanceof VendorFailure)) throw error;
      if (!this.unread.includes(error.message)) this.unread.push(error.message);
      return undefined;
    }
  }

  /** Keep an answer, where there is one. */
  public set(key: keyof Given, value: string | null | undefined): void {
    if (value) this.given[key] = value;
  }
}
