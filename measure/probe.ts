import { setTimeout as sleep } from "node:timers/promises";
import type { Measurement } from "../rollout/gate.ts";
import { isWell } from "../rollout/health.ts";
import type { Release } from "../rollout/release.ts";
import { inconclusive } from "./verdict.ts";

/** Checks a host, and reports what it found. Ends when the signal aborts; never rejects. */
export type Probe = (release: Release, signal: AbortSignal) => Promise<Measurement>;

export interface VersionProbeOptions {
  /** The health check of the host that serves the canary alone: `https://canary.example.com/api/health`. */
  readonly url: string;
  /** How often it must answer well, one after the other. Default 3. */
  readonly times?: number;
  /** The wait between two, in seconds. Default 0.2. */
  readonly pause?: number;
  /** The status that is right, and what the body holds. Default: 200, with any body. */
  readonly well?: { readonly status: number; readonly body: string };
  /** The header that names the version served. Default `x-app-version`. */
  readonly header?: string;
  /** Sent along, e.g. what admits a request through a deployment's protection. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Requests a host's health, and whether the release that it serves is the one meant: it is well, and
 * that release's version or commit in the header or, in JSON, as `version` in the body. One answer
 * that is otherwise closes; no answer is inconclusive.
 */
export function versionProbe(options: VersionProbeOptions): Probe {
  const { url, times = 3, pause = 0.2, well = { status: 200, body: "" } } = options;
  const name = `version at ${new URL(url).host}`;
  return async (release, signal) => {
    for (let time = 1; time <= times; time++) {
      const answer = await look(options, signal);
      if (answer.failed !== undefined) return inconclusive(name, `no answer: ${answer.failed}`);
      const { status, version } = answer;
      const good = isWell(well, answer) && isVersionOf(version, release);
      if (!good) {
        const served = version === undefined ? "no version" : version;
        const without = answer.body.includes(well.body) ? "" : ` without ${well.body},`;
        const wanted = `${well.status} with ${release.version} was expected, ${times} times`;
        return {
          ...{ name, verdict: "closed", link: url },
          observed: `${status}${without} with ${served}; ${wanted}`,
        };
      }
      if (time < times) await sleep(pause * 1000, undefined, { signal }).catch(() => undefined);
    }
    return {
      name,
      verdict: "open",
      observed: `${release.version}, ${times} times ${well.status}`,
      link: url,
    };
  };
}

/** What a host answered. */
export type HostAnswer =
  | {
      readonly status: number;
      readonly body: string;
      /** The version that it says it serves, or the commit. */
      readonly version: string | undefined;
      /** Where it redirects to; absent where it does not. */
      readonly location?: string | undefined;
      readonly failed?: undefined;
    }
  | { readonly failed: string };

/** Whether a version that a host says is that of a release. */
export function isVersionOf(version: string | undefined, release: Release): boolean {
  return version === release.version || version === release.commit;
}

/** Request a host's health, once. Never rejects. */
export async function look(
  {
    url,
    header = "x-app-version",
    headers = {},
  }: Pick<VersionProbeOptions, "url" | "header" | "headers">,
  signal: AbortSignal,
): Promise<HostAnswer> {
  try {
    // A redirect would lead to another host than the one meant.
    const response = await fetch(url, { headers, signal, redirect: "manual", cache: "no-store" });
    const body = await response.text();
    const location = response.headers.get("location");
    return {
      status: response.status,
      body,
      ...(location !== null && { location }),
      version: response.headers.get(header) ?? versionIn(body),
    };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { failed: cause instanceof Error ? cause.message : String(cause) };
  }
}

function versionIn(body: string): string | undefined {
  try {
    const read: unknown = JSON.parse(body);
    const version =
      typeof read === "object" && read && "version" in read ? read.version : undefined;
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}
