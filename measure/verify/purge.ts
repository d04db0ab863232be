import { z } from "zod";
import { why, type CheckResult } from "./verified.ts";

export interface PurgeOptions {
  readonly zoneId: string;
  /** The hosts whose content goes from Cloudflare's cache. */
  readonly hosts: readonly string[];
  /** Secret: an API token with the permission Zone, Cache Purge. */
  readonly token: string | undefined;
  /** Default Cloudflare's own. */
  readonly baseUrl?: string | undefined;
}

const answer = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })).default([]),
  result: z.object({ id: z.string() }).nullish(),
});

/**
 * Purge what Cloudflare's cache holds of some hosts, whatever its plan. Vercel's own cache is one for
 * each deployment, and CloudFront keeps nothing here.
 * https://developers.cloudflare.com/api/resources/cache/methods/purge/,
 * https://developers.cloudflare.com/cache/how-to/purge-cache/ (by hostname on every plan)
 */
export async function purgeCache(options: PurgeOptions, signal: AbortSignal): Promise<CheckResult> {
  const { zoneId, hosts, token, baseUrl = "https://api.cloudflare.com/client/v4" } = options;
  if (!token) return failed("there is no API token: set CLOUDFLARE_API_TOKEN");
  try {
    const response = await fetch(`${baseUrl}/zones/${zoneId}/purge_cache`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ hosts }),
      signal,
      redirect: "error",
    });
    const read = answer.safeParse(await response.json().catch(() => undefined));
    const said = read.data?.errors.map(({ code, message }) => `${message} (${code})`).join(", ");
    if (!response.ok || !read.data?.success)
      return failed(`Cloudflare answers ${response.status}: ${said || "nothing more"}`);
    const id = read.data.result?.id ?? "";
    return {
      faults: [],
      observed: `purged ${hosts.join(", ")}`,
      details: `${hosts.join(" ")} ${id}`,
    };
  } catch (error) {
    signal.throwIfAborted();
    return failed(`Cloudflare does not answer: ${why(error)}`);
  }
}

function failed(fault: string): CheckResult {
  return { faults: [fault], observed: "", details: fault };
}
