import type { Health } from "../../rollout/health.ts";

/** One request of a flow. */
export interface Step {
  /** What it does, for people, e.g. `sign in`. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path that is requested, with its query, e.g. `/api/session`. */
  readonly path: string;
  /** The status that is right, 100 to 599. */
  readonly status: number;
  /** JSON that is sent; `{{ NAME }}` stands for a global variable. */
  readonly body?: string | undefined;
}

/** What Datadog's synthetic tests do. */
export interface ChecksArgs {
  /** Where they run from, e.g. `aws:eu-central-1`; one at least. */
  readonly locations: readonly string[];
  /**
   * How the app says that it is well. Where that is `"status":"ok"`, its body has under `checks` each of
   * the parts with `ok`.
   */
  readonly health: Health;
  /** What the health says of each: `database`, `redis`, `thirdParties`. */
  readonly healthParts: readonly string[];
  /** A path of the API that answers 200 with JSON. */
  readonly api?: string | undefined;
  /** Signing in, request by request; cookies are kept. */
  readonly signIn?: readonly Step[] | undefined;
  /** A payment in the processor's test mode, request by request. */
  readonly payment?: readonly Step[] | undefined;
  /** A websocket: its path, what is sent, and what the answer must hold. */
  readonly realtime?:
    { readonly path: string; readonly send: string; readonly expect: string } | undefined;
  /** Pages and assets that must be there. */
  readonly assets?: readonly string[] | undefined;
  /** Datadog's global variables that requests use, by name: their ids. */
  readonly variables: Readonly<Record<string, string>>;
  /** Days that a certificate must still be good for. */
  readonly certificateDays: number;
}
