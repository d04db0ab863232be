import { extname } from "node:path";
/** What of the rehearsal's internet a process reaches, and where. */
export interface Reach {
  /** The zones whose names are resolved there, as `example.com`. */
  readonly zones: readonly string[];
  /** The resolver: `ADDRESS:PORT`. */
  readonly dns: string;
  /** The ports of this machine that stand for 80 and 443. */
  readonly http: number;
  readonly https: number;
}

/** `NODE_OPTIONS` of a process that is to reach it: the preload, whose own address says where it is. */
export function nodeOptions(reach: Reach): string {
  const preload = new URL(`reach${extname(import.meta.url)}`, import.meta.url);
  preload.searchParams.set("reach", JSON.stringify(reach));
  return `--import=${preload.href}`;
}

/** What the preload's address says. */
export function reachIn(url: string): Reach {
  return JSON.parse(new URL(url).searchParams.get("reach") ?? "") as Reach;
}
