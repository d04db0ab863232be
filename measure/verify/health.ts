import { isWell, type Health } from "../../rollout/health.ts";
import type { Release } from "../../rollout/release.ts";
import { versionProbe } from "../probe.ts";
import { why, type CheckResult } from "./verified.ts";

/** Whether a host says that it is well: its status, and what its body is to hold. */
export async function health(
  url: string,
  well: Omit<Health, "path">,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { signal, redirect: "manual", cache: "no-store" });
    const { status } = response;
    const body = await response.text();
    const fault = body.includes(well.body)
      ? `${status} in place of ${well.status}`
      : `${status} without ${well.body}`;
    return {
      faults: isWell(well, { status, body })
        ? []
        : [`${host} answers ${fault}: ${body.slice(0, 100)}`],
      observed: `${host} is well`,
      details: `${url} ${status}\n${body}`,
    };
  } catch (error) {
    signal.throwIfAborted();
    const fault = `${host} does not answer: ${why(error)}`;
    return { faults: [fault], observed: "", details: fault };
  }
}

/**
 * Whether a host is well and serves a release: its version or commit in `x-app-version`, or in the health
 * body.
 */
export async function serves(
  url: string,
  well: Omit<Health, "path">,
  release: Release,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { name, verdict, observed } = await versionProbe({ url, well })(release, signal);
  signal.throwIfAborted();
  const line = `${name} is ${observed}`;
  return { faults: verdict === "open" ? [] : [line], observed: line, details: line };
}
