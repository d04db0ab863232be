import type { Knobs } from "./knobs.ts";
import type { Asked, Spent } from "./site.ts";

/** What a path of the app says. */
export interface Page {
  readonly status: number;
  readonly body: string;
  readonly payment?: "done" | "failed";
}

type Calls = Readonly<Record<"database" | "redis" | "thirdParty", Spent>>;

/** The pages of the app, by their paths. */
export function pageOf({ method, path }: Asked, calls: Calls, knobs: Knobs): Page {
  switch (`${method} ${path}`) {
    case "GET /api/health":
      return health(calls);
    case "GET /api/products":
      return calls.database.failed ? FAILED : json([{ id: 1, name: "A cup", price: 900 }]);
    case "GET /api/reviews":
      return Math.random() * 100 < knobs.reviews ? FAILED : json([{ stars: 5, of: 1 }]);
    case "POST /api/session":
      if (calls.redis.failed) return FAILED;
      // Nobody is let in, and that is no server's failure: no error rate shows it.
      return knobs.signIn ? json({ token: "visitor" }) : { status: 401, body: "Wrong password" };
    case "GET /api/account":
      return knobs.signIn ? json({ name: "A visitor" }) : { status: 401, body: "Sign in first" };
    case "POST /api/payments/test":
      return knobs.payments
        ? { ...json({ paid: true }), payment: "done" }
        : { status: 502, body: "The payment failed", payment: "failed" };
    case "GET /":
      return calls.database.failed ? FAILED : { status: 200, body: "A shop" };
    case "GET /favicon.ico":
      return { status: 200, body: "icon" };
    default:
      return { status: 404, body: "There is no such page" };
  }
}

const FAILED: Page = { status: 500, body: "Internal Server Error" };

/** Well where all that the app needs is. */
function health({ database, redis, thirdParty }: Calls): Page {
  const checks = {
    database: said(database),
    redis: said(redis),
    thirdParties: said(thirdParty),
  };
  const well = !database.failed && !redis.failed && !thirdParty.failed;
  return { ...json({ status: well ? "ok" : "failing", checks }), status: well ? 200 : 503 };
}

function said({ failed }: Spent) {
  return { ok: !failed };
}

function json(value: unknown): Page {
  return { status: 200, body: JSON.stringify(value) };
}
