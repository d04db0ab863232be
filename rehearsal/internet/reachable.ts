/** What of the rehearsal's internet a process reaches, and where. */
export interface Reach {
  /** The zones whose names are looked up there, as `example.com`. */
  readonly zones: readonly string[];
  /** The resolver: `ADDRESS:PORT`. */
  readonly dns: string;
  /** The ports of this machine that stand for 80 and 443. */
  readonly http: number;
  readonly https: number;
}

/** `NODE_OPTIONS` of a process that is to reach it: the preload, told by its own address. */
export function nodeOptions({ zones, dns, http, https }: Reach): string {
  const preload = new URL("reach.ts", import.meta.url);
  for (const zone of zones) preload.searchParams.append("zone", zone);
  for (const [key, value] of Object.entries({ dns, http, https }))
    preload.searchParams.set(key, String(value));
  return `--import=${preload.href}`;
}

/** What the preload was told. */
export function reachIn(url: string): Reach {
  const { searchParams: told } = new URL(url);
  return {
    zones: told.getAll("zone"),
    dns: told.get("dns") ?? "",
    http: Number(told.get("http")),
    https: Number(told.get("https")),
  };
}
