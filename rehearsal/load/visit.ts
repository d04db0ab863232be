import { Agent, request } from "node:https";
import { createSecureContext, type SecureContext } from "node:tls";
import type { Addresses } from "../dns/index.ts";
import { lookupBy } from "../edges/origin.ts";
import { answered } from "../http.ts";
import type { Leg, Visited } from "./tally.ts";
import type { VisitorRequest } from "./walk.ts";

/** Where visitors go, and how. */
export interface Site {
  readonly host: string;
  /** The port of this machine that stands for 443. */
  readonly https: number;
  /** The certificates that visitors trust, as PEM. */
  readonly ca: string;
  /** The address of the canary's entry point: any other is stable's. */
  readonly canary: string;
  /** What a visitor does, one after the other. */
  readonly walk: readonly VisitorRequest[];
}

const PATIENCE = 10_000;

/** What is called for a visit. */
export interface VisitObserver {
  /** DNS has said which way it goes. */
  came(leg: Leg): void;
  onRequest(visited: Visited): void;
}

/**
 * One visitor, from the first page to the order: over one connection that is kept, as a browser does,
 * so that a visit stays with the leg that DNS gave it.
 */
export async function visit(
  site: Site,
  resolver: Addresses,
  observer: VisitObserver,
): Promise<void> {
  let leg: Leg = "stable";
  let came = false;
  const addresses = async (name: string) => {
    const result = await resolver.addresses(name);
    leg = result[0] === site.canary ? "canary" : "stable";
    if (!came) observer.came(leg);
    came = true;
    return result;
  };
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 1,
    lookup: lookupBy({ addresses }),
    secureContext: trusting(site),
  });
  try {
    for (const page of site.walk) {
      const at = Date.now();
      const began = performance.now();
      const { answer, version } = await again(
        () => ask(site, page, agent),
        page.method === "GET" ? 1 : 0,
      );
      const ms = performance.now() - began;
      observer.onRequest({ leg, version, failed: failureOf(answer), ms, at });
    }
  } finally {
    agent.destroy();
  }
}

/** What a site's visitors trust, made once: each would read the certificates anew. */
function trusting({ ca }: Site): SecureContext {
  const context = trusted.get(ca) ?? createSecureContext({ ca });
  trusted.set(ca, context);
  return context;
}
const trusted = new Map<string, SecureContext>();

/** A status, or the code of the error where there was no answer. */
export type Answer = number | string;

/** An answer, and the version that it names. */
interface Answered {
  readonly answer: Answer;
  readonly version?: string | undefined;
}

/** What an answer failed by, if it did. */
export function failureOf(answer: Answer): string | undefined {
  return typeof answer === "number" && answer < 400 ? undefined : String(answer);
}

/** Try what got no answer once more, as browsers do where that can do no harm. */
async function again(work: () => Promise<Answered>, times: number): Promise<Answered> {
  const answered = await work();
  return typeof answered.answer === "string" && times > 0 ? again(work, times - 1) : answered;
}

/** Request a page as a browser would. */
export async function ask(
  { host, https: port }: Site,
  { method, path, body }: VisitorRequest,
  agent: Agent,
): Promise<Answered> {
  const asking = request({ host, port, method, path, headers: { host }, agent, servername: host });
  try {
    const { status, headers } = await answered(asking, body, PATIENCE);
    return { answer: status, version: headers["x-app-version"]?.toString() };
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string };
    return { answer: code ?? message };
  }
}
