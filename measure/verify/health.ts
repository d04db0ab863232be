import { z } from "zod";
import type { Release } from "../../rollout/release.ts";
import { versionProbe } from "../probe.ts";
import { why, type Found } from "./shown.ts";

const well = z.object({ status: z.literal("ok") });

/** Whether a host says that it is well: 200, and JSON with `"status":"ok"`. */
export async function health(url: string, signal: AbortSignal): Promise<Found> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { signal, redirect: "manual", cache: "no-store" });
    const body = await response.text();
    const faults =
      response.status === 200 && well.safeParse(parsed(body)).success
        ? []
        : [`${host} answers ${response.status} without "status":"ok": ${body.slice(0, 100)}`];
    return { faults, seen: `${host} is well`, details: `${url} ${response.status}\n${body}` };
  } catch (error) {
    signal.throwIfAborted();
    const fault = `${host} does not answer: ${why(error)}`;
    return { faults: [fault], seen: "", details: fault };
  }
}

/** Whether a host serves a release: its version or commit in `x-app-version`, or in the health body. */
export async function serves(url: string, release: Release, signal: AbortSignal): Promise<Found> {
  const { name, verdict, seen } = await versionProbe({ url })(release, signal);
  signal.throwIfAborted();
  const line = `${name} is ${seen}`;
  return { faults: verdict === "open" ? [] : [line], seen: line, details: line };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
