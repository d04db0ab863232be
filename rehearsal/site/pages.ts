import { REVIEWS, type Pages, type Step } from "./declared.ts";
import type { Knobs } from "./knobs.ts";
import type { AppRequest, Call } from "./request.ts";

/** What a path of the app says. */
export interface Page {
  readonly status: number;
  readonly body: string;
  readonly payment?: "done" | "failed";
}

type Calls = Readonly<Record<"database" | "redis" | "thirdParty", Call>>;

/** What the app answers, as a deployment with such knobs does. */
export function pageOf(request: AppRequest, calls: Calls, knobs: Knobs, pages: Pages): Page {
  const among = (steps: readonly Step[]) => stepAmong(steps, request);
  if (request.method === "GET" && request.path === pages.health.path) return health(calls, pages);
  if (among([REVIEWS]))
    return Math.random() * 100 < knobs.reviews ? FAILED : json(200, [{ stars: 5, of: 1 }]);
  const signIn = among(pages.signIn);
  if (signIn) {
    if (signIn === pages.signIn[0] && calls.redis.failed) return FAILED;
    // Nobody can sign in, and that is no server's failure: no error rate has it.
    return knobs.signIn
      ? json(signIn.status, { token: "visitor" })
      : { status: 401, body: "Sign in first" };
  }
  const payment = among(pages.payment);
  if (payment) {
    if (!knobs.payments) return { status: 502, body: "The payment failed", payment: "failed" };
    const paid = json(payment.status, { paid: true });
    return payment === pages.payment.at(-1) ? { ...paid, payment: "done" } : paid;
  }
  const read = among(pages.api) ?? among(pages.assets) ?? among([HOME]);
  if (!read) return { status: 404, body: "There is no such page" };
  if (calls.database.failed) return FAILED;
  return among(pages.api)
    ? json(read.status, [{ id: 1, name: "A cup", price: 900 }])
    : { status: read.status, body: "A page" };
}

/** Everybody comes in by it. */
const HOME: Step = { method: "GET", path: "/", status: 200 };
const FAILED: Page = { status: 500, body: "Internal Server Error" };

/** The requested step: of those that differ in their bodies alone the one with this body. */
function stepAmong(steps: readonly Step[], { method, path, body }: AppRequest): Step | undefined {
  const matches = steps.filter((one) => one.method === method && one.path === path);
  return matches.find((one) => one.body === body) ?? matches[0];
}

/** Well where all that the app needs is. */
function health({ database, redis, thirdParty }: Calls, pages: Pages): Page {
  const checks = {
    database: said(database),
    redis: said(redis),
    thirdParties: said(thirdParty),
  };
  const well = !database.failed && !redis.failed && !thirdParty.failed;
  if (!well) return json(503, { status: "failing", checks });
  const { status, holds, json: requested } = pages.health;
  const body: Block = { status: "ok", checks };
  for (const [path, value] of requested) put(body, path.split(".").slice(1), value);
  return json(status, JSON.stringify(body).includes(holds) ? body : { ...parsed(holds), ...body });
}

type Block = Record<string, unknown>;

/** Put a value, as text says it, where a path of JSON leads. */
function put(block: Block, [key = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    block[key] = /^(true|false|\d+)$/.test(value) ? (JSON.parse(value) as unknown) : value;
    return;
  }
  const inner = block[key];
  const next: Block = typeof inner === "object" && inner !== null ? { ...inner } : {};
  put(next, rest, value);
  block[key] = next;
}

/** A part of JSON as a block: `"ready":true`; any other text as what the app says. */
function parsed(text: string): Block {
  try {
    return JSON.parse(`{${text}}`) as Block;
  } catch {
    return { says: text };
  }
}

function said({ failed }: Call) {
  return { ok: !failed };
}

function json(status: number, value: unknown): Page {
  return { status, body: JSON.stringify(value) };
}
