import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "../clouds/index.ts";
import type { Knobs } from "./knobs.ts";
import type { Pages } from "./declared.ts";
import { pageOf, type Page } from "./pages.ts";
import type { AppRequest, Call } from "./request.ts";

/** What the app reports of a request that it served. */
export interface Served {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly deployment: string;
  readonly version: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly database: Call;
  readonly redis: Call;
  readonly thirdParty: Call;
  /** Of a payment. */
  readonly payment?: "done" | "failed";
  /** Memory in use, in percent. */
  readonly memory: number;
}

/** How long calls take in the median, in milliseconds. */
const MEDIAN = { page: 30, database: 8, redis: 1.5, thirdParty: 12 };
/** How they scatter: the slowest in twenty take e^(1.645 * 0.35) = 1.8 times as long. */
const SCATTER = 0.35;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The app: answers a request as one deployment of it would, and takes its time. Then it calls `report`,
 * unless the deployment is silent.
 */
export async function serve(
  deployment: Deployment,
  request: AppRequest,
  knobs: Knobs,
  pages: Pages,
  report: (served: Served) => void,
): Promise<Answer> {
  const at = Date.now();
  const calls = {
    database: call(MEDIAN.database, Math.random() * 100 < knobs.databaseErrors),
    redis: call(MEDIAN.redis, !knobs.redis),
    thirdParty: call(MEDIAN.thirdParty, false),
  };
  const own = takes(MEDIAN.page) * knobs.latency;
  const ms = own + calls.database.ms + calls.redis.ms + calls.thirdParty.ms;
  const broken = !knobs.up || Math.random() * 100 < knobs.errorRate;
  const page: Page = broken
    ? { status: 500, body: "Internal Server Error" }
    : pageOf(request, calls, knobs, pages);
  await sleep(ms);
  if (!knobs.silent) {
    const { id, version } = deployment;
    const { path } = request;
    const { status, payment } = page;
    const { memory } = knobs;
    report({
      ...{ at, deployment: id, version, path, status, ms, memory, ...calls },
      ...(payment && { payment }),
    });
  }
  const json = page.body.startsWith("{") || page.body.startsWith("[");
  return {
    status: page.status,
    headers: {
      "content-type": json ? "application/json" : "text/plain; charset=utf-8",
      "x-app-version": deployment.version,
      "cache-control": "no-store",
    },
    body: page.body,
  };
}

function call(median: number, failed: boolean): Call {
  return { ms: takes(median), failed };
}

/** Log-normal, as response times are. */
function takes(median: number): number {
  const normal =
    Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return median * Math.exp(SCATTER * normal);
}
