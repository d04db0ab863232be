import { z } from "zod";
import { isAbsent, type Absences } from "../rollout/parts.ts";
import { oneOf, prose, text, whole } from "./kinds.ts";
import { orNone, partOr, reason, reasonsOf } from "./none.ts";
import { worded } from "./messages.ts";

function path(example: string) {
  return text(/^\/[^\s#{}]*$/, "a path that begins with /", example);
}

const step = z.strictObject({
  /** What the request does. */
  name: prose("sign in"),
  /** Its method; GET where absent. */
  method: oneOf(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
  /** Its path on the host. */
  path: path("/api/session"),
  /** The status that is right; 200 where absent. */
  status: whole(100, 599, 200).default(200),
  /** JSON that is sent; `{{ NAME }}` stands for one of `variables`. None is sent where absent. */
  body: text(/^[\s\S]{1,5000}$/, "JSON as text, up to 5000 characters", "'{}'").optional(),
});

/** Requests, one after the other. */
function flow(what: string, at: string) {
  return worded(z.array(step).min(1), {
    allowed: "a list of requests, each a name, a method, a path and the status that is right",
    example: [{ name: what, method: "POST", path: at, status: "200" }],
  });
}

/** Datadog's synthetic tests: what a user does, from outside. Datadog bills them by run (docs/costs.md). */
export const checks = z.strictObject({
  /** The places that they run from. */
  locations: z
    .array(
      text(
        /^(aws|gcp|azure|pl):[a-z0-9-]+$/,
        "a location of Datadog's synthetic tests",
        "aws:eu-central-1",
      ),
    )
    .min(1)
    .default(["aws:eu-central-1", "aws:us-east-1"]),
  /** A path of the API that answers 200 with JSON. */
  api: orNone(path("/api/products")).optional(),
  /** How a test user signs in: requests, one after the other. */
  signIn: orNone(flow("sign in", "/api/session")).optional(),
  /** How a test user pays, in the processor's test mode: requests, one after the other. */
  payment: orNone(flow("pay", "/api/payments/test")).optional(),
  /** A websocket that answers. */
  realtime: orNone(
    z.strictObject({
      /** Its path on the host. */
      path: path("/api/realtime"),
      /** What is sent. */
      send: text(/^[\s\S]{1,500}$/, "text, up to 500 characters", "ping"),
      /** What the answer must hold. */
      expect: text(/^[\s\S]{1,500}$/, "text, up to 500 characters", "pong"),
    }),
  ).optional(),
  /** The paths of pages and assets that must be there. */
  assets: orNone(z.array(path("/")).min(1)).optional(),
  /** The ids of Datadog's global variables that requests use, by name; none where absent. */
  variables: z
    .record(
      text(/^[A-Z][A-Z0-9_]*$/, "capital letters, digits and _", "CANARY_PASSWORD"),
      text(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        "the id of a global variable, a UUID",
        "90c3b7a1-1f2e-4d3c-8b5a-5d1f0e9a2b3c",
      ),
    )
    .default({}),
  /**
   * Why there is no flow of a user at all. Without one there are no synthetic tests, and nothing detects
   * a broken flow, or that CloudFront is down.
   */
  none: reason.optional(),
});

/** What a user does, as checks have it. */
const FLOWS = ["api", "signIn", "payment", "realtime", "assets"] as const;

type Read = z.output<typeof checks>;
type Flow = (typeof FLOWS)[number];

/** Whether some flow is done: without one there are no synthetic tests at all. */
export function isDone(read: Read): boolean {
  return FLOWS.some((flow) => read[flow] !== undefined && !isAbsent(read[flow]));
}

/**
 * The flows that are left out though nothing says why. Where one is done, each of the others has a reason
 * of its own: the app has no such thing. Where none is, the block's reason is enough, or `outer`, the one
 * around it.
 */
export function unsaidFlows(read: Read, outer: string | undefined): Flow[] {
  if (!isDone(read) && (read.none ?? outer) !== undefined) return [];
  return FLOWS.filter((flow) => read[flow] === undefined);
}

/** What is done, each flow there or absent for its reason; or why nothing is. */
export function wholeChecks(read: Read | undefined, outer: string | undefined) {
  if (!read || !isDone(read)) return partOr(undefined, read?.none ?? outer ?? ownReason(read));
  const { locations, variables, api, signIn, payment, realtime, assets } = read;
  return {
    ...{ locations, variables },
    api: partOr(api, undefined),
    signIn: partOr(signIn, undefined),
    payment: partOr(payment, undefined),
    realtime: partOr(realtime, undefined),
    assets: partOr(assets, undefined),
  };
}

/** Where every flow says why it is not there, and nothing else does, the first of them. */
function ownReason(read: Read | undefined): string | undefined {
  return Object.values(absentFlows(read))[0];
}

/** The flows that the app does not have, each with its reason. */
export function absentFlows(read: Read | undefined): Absences {
  return read ? reasonsOf({ ...Object.fromEntries(FLOWS.map((flow) => [flow, read[flow]])) }) : {};
}
