import type { LastingKind } from "./load/index.ts";
import type { Names } from "./metrics/index.ts";
import type { Release } from "./stackFile.ts";

/** A project that is rehearsed: where its files are, and what they come to once they are read. */
export interface Rehearsed {
  /** The folder of its Pulumi.yaml and stack files. */
  readonly folder: string;
  /** The Pulumi project's name. */
  readonly name: string;
  readonly hosts: Hosts;
  /** The Vercel project of each stack. */
  readonly vercel: { readonly staging: string; readonly production: string };
  readonly releases: {
    /** What staging serves. */
    readonly staged: Release;
    readonly stable: Release;
    /** The one that is rolled out in the file; absent where there is none. */
    readonly canary?: Release | undefined;
  };
  /** Whether Datadog's synthetic tests check the app. */
  readonly checked: boolean;
  /** The requests that the canary must have had at a stage before it gets more. */
  readonly leastRequests: number;
  /** What the app and its integrations are called at Datadog. */
  readonly names: Names;
  /** The site's clients that come for more than a visit. */
  readonly clients: readonly LastingKind[];
}

/** A public host, with the two names of its canary's own. */
export interface PublicHost {
  readonly public: string;
  readonly canary: string;
  readonly prepared: string;
}

/** The hosts that people and tests request. */
export interface Hosts extends PublicHost {
  readonly staging: string;
  /** The app's further public hosts, by their names; none where absent. */
  readonly others?: Readonly<Record<string, PublicHost>>;
}

/** All public hosts, the first one first. */
export function publicHosts(hosts: Hosts): readonly PublicHost[] {
  return [hosts, ...Object.values(hosts.others ?? {})];
}
