import { Resolver } from "node:dns/promises";
import type { Answer } from "./limit.ts";
import { attempt, within } from "./limit.ts";

/** The question: who may issue certificates for a host. */
export interface CaaQuestion {
  readonly host: string;
  /** Servers to query, `address` or `address:port`; this machine's own where absent. */
  readonly resolvers?: readonly string[] | undefined;
}

/** The CAA records that a certificate authority goes by for a host. */
export interface CaaAnswer {
  /** The name that they were found for: the host, or one above it. */
  readonly at: string;
  /** The authorities that may issue, without parameters; empty for "nobody"; undefined for anybody. */
  readonly issuers: readonly string[] | undefined;
}

/** No records, which an authority takes as leave to go one name up. */
const NONE = ["ENODATA", "ENOTFOUND"];

/**
 * Who may issue for a host: the records of the host, or of the nearest name above it that has some. A
 * resolver follows CNAMEs, so that those of where the host leads to count as the host's own. Never
 * rejects. https://www.rfc-editor.org/rfc/rfc8659#section-3
 */
export function caaOf(
  { host, resolvers }: CaaQuestion,
  seconds: number,
): Promise<Answer<CaaAnswer>> {
  return within(seconds, (limit) =>
    attempt(
      limit,
      async () => {
        const resolver = new Resolver({ timeout: Math.ceil((seconds * 1000) / 3), tries: 2 });
        limit.signal.addEventListener("abort", () => {
          resolver.cancel();
        });
        if (resolvers) resolver.setServers(resolvers);
        for (let name = host; name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
          const records = await recordsOf(resolver, name);
          if (records.length > 0) return { at: name, issuers: issuersIn(records) };
        }
        return { at: host, issuers: undefined };
      },
      (error) => (error instanceof Error ? error.message : String(error)),
    ),
  );
}

async function recordsOf(resolver: Resolver, name: string) {
  try {
    return await resolver.resolveCaa(name);
  } catch (error) {
    if (error instanceof Error && "code" in error && NONE.includes(String(error.code))) return [];
    throw error;
  }
}

type Records = Awaited<ReturnType<typeof recordsOf>>;

/** `issue "ca.example; account=1"`: https://www.rfc-editor.org/rfc/rfc8659#section-4.2 */
function issuersIn(records: Records): string[] | undefined {
  const named = records.flatMap(({ issue }) => (issue === undefined ? [] : [issue]));
  // Without an issue property the records forbid nobody.
  if (named.length === 0) return undefined;
  return named.map((value) => (value.split(";")[0] ?? "").trim().toLowerCase()).filter(Boolean);
}
