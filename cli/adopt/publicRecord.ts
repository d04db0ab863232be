import type { CloudflareRecord, CloudflareRecordChange } from "../../vendors/cloudflare.ts";

/** A public host at Cloudflare, and where it leads before the switch and after it. */
export interface PublicName {
  readonly host: string;
  /** Vercel's DNS name for it. */
  readonly target: string;
  /** The name that answers by weight; undefined where traffic is not split (staging). */
  readonly weighted?: string | undefined;
}

/** Seconds that resolvers keep the name's answer before and after the switch may be undone. */
export const SHORT_TTL = 60;
/** What `ttl: 1`, Automatic, means, and what a proxied record has: https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/ */
const AUTOMATIC_TTL = 300;

/** How the record is while the switch is made or undone: straight to Vercel, and kept for a minute. */
export function ready({ host, target }: PublicName): CloudflareRecordChange {
  return { name: host, type: "CNAME", content: target, ttl: SHORT_TTL, proxied: false };
}

/** Whether it leads to the weighted name. */
export function isSwitched(record: CloudflareRecord, { weighted }: PublicName): boolean {
  return record.type === "CNAME" && weighted !== undefined && same(record.content, weighted);
}

/** What making a record ready would change of it: `ttl 3600 => 60`; nothing where it is. */
export function toReady(record: CloudflareRecord, name: PublicName): string[] {
  const wanted = ready(name);
  const ttl = secondsOf(record) <= SHORT_TTL ? record.ttl : wanted.ttl;
  const pairs = [
    ["type", record.type, wanted.type],
    [
      "content",
      record.content,
      same(record.content, wanted.content) ? record.content : wanted.content,
    ],
    ["ttl", ttlText(record.ttl), ttlText(ttl)],
    ["proxied", String(record.proxied), String(wanted.proxied)],
  ] as const;
  return pairs.flatMap(([what, before, after]) =>
    before === after ? [] : [`${what} ${before} => ${after}`],
  );
}

/** For how many seconds a resolver may keep a record's answer. */
export function secondsOf({
  ttl,
  proxied,
}: {
  readonly ttl: number;
  readonly proxied?: boolean;
}): number {
  return ttl === 1 || proxied === true ? AUTOMATIC_TTL : ttl;
}

/**
 * Until when resolvers may keep an answer that was given before a record's last change: the state has
 * the TTL that it was imported with.
 *
 * @returns milliseconds since 1970
 */
export function keptUntil(
  record: CloudflareRecord,
  imported: { readonly ttl: number; readonly proxied?: boolean } | undefined,
): number {
  const before = Math.max(secondsOf(record), imported ? secondsOf(imported) : AUTOMATIC_TTL);
  return Date.parse(record.modified) + before * 1000;
}

function ttlText(ttl: number): string {
  return ttl === 1 ? "automatic" : String(ttl);
}

function same(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
