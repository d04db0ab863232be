import type { Release } from "../../rollout/release.ts";

/** The groups that a rollout is announced to. */
export const GROUPS = ["development", "operations", "product", "support", "executive"] as const;
export type Group = (typeof GROUPS)[number];

/** Which pipeline is written. */
export const PIPELINES = ["github", "gitlab", "none"] as const;
export type Pipeline = (typeof PIPELINES)[number];

/** Part of the numbers at Datadog: a source, and the tag that narrows it. */
export interface SourceAnswer {
  readonly source: string;
  readonly tag: string;
  readonly maxConnections?: number | undefined;
}

/** What the stack files say of what is monitored, as far as it was read. */
export interface MonitoringAnswers {
  readonly service?: string | undefined;
  readonly env?: string | undefined;
  /** Names of spans, where they are others than the usual ones. */
  readonly operations?: Readonly<Record<string, unknown>> | undefined;
  /** The app's metrics that have data, by their keys in config. */
  readonly metrics?: Readonly<Record<string, unknown>> | undefined;
  readonly database?: SourceAnswer | undefined;
  readonly redis?: SourceAnswer | undefined;
}

/** All that the files of a team's folder are written from. */
export interface Answers {
  /** The Pulumi project's name: the namespace of the keys. */
  readonly name: string;
  /** The host that visitors use. */
  readonly site: string;
  readonly zone: { readonly name: string; readonly id: string };
  readonly vercel: {
    readonly project: string;
    readonly team?: string | undefined;
    readonly framework?: string | undefined;
    readonly skewProtection?: string | undefined;
    readonly target?: string | undefined;
  };
  readonly healthPath?: string | undefined;
  readonly stable: Release;
  readonly staging: {
    readonly host: string;
    readonly project: string;
    readonly branch?: string | undefined;
    readonly framework?: string | undefined;
    /** Environment variables of the app there. */
    readonly variables: Readonly<Record<string, string>>;
    readonly release: Release;
  };
  /** The app's repository; nothing is checked in it where absent. */
  readonly app?:
    | {
        readonly checkout: string;
        readonly repository: string;
        readonly branch?: string | undefined;
      }
    | undefined;
  readonly datadogSite: string;
  readonly monitoring: MonitoringAnswers;
  /** The AWS account whose integration Datadog has already; none where absent. */
  readonly awsAccount?: string | undefined;
  readonly lead: {
    readonly name: string;
    readonly phone: string;
    readonly email: string;
    readonly confirmedAt: string;
  };
  readonly slack?:
    { readonly account: string; readonly channel: string; readonly existing: boolean } | undefined;
  /** The handles of teams that Datadog has already. */
  readonly teams: Readonly<Partial<Record<Group, string>>>;
  /** Why nobody but the author attests, in a team of one person. */
  readonly secondPerson?: string | undefined;
  /** Why there is none of what is left out. */
  readonly none: string;
  readonly pipeline: Pipeline;
}
