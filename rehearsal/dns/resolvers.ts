import { openStore } from "../clouds/index.ts";
import { memoized } from "../clouds/memoized.ts";
import { ADDRESSES } from "./addresses.ts";
import { openAsker } from "./ask.ts";
import { declaredZones, type CloudflareZone } from "./declared.ts";
import { Resolver, type Hints } from "./resolver.ts";

export interface ResolversArgs {
  /** The file of the stand-in clouds. */
  readonly file: string;
  /** The zones at Cloudflare. */
  readonly zones: readonly CloudflareZone[];
  /** The port of the name servers. */
  readonly port: number;
  /** How many times as fast as the clock TTLs run out. */
  readonly scale: number;
}

/** Resolvers of this process, each with a cache of its own, as each visitor's provider has one. */
export interface Resolvers {
  resolver(): Resolver;
  close(): void;
}

/** They know of themselves who serves the zones of Cloudflare and the vendors, and ask for the rest. */
export function openResolvers({ file, zones, port, scale }: ResolversArgs): Resolvers {
  const store = openStore(file);
  const asker = openAsker();
  const now = () => (performance.now() / 1000) * scale;
  const at = (host: string) => ({ host, port });
  const hints = memoized(store, (): Hints => {
    const { cloudflare, vendors } = declaredZones(store, zones, ADDRESSES);
    return [
      ...cloudflare.map(({ apex }) => ({ apex, server: at(ADDRESSES.cloudflare) })),
      ...vendors.map(({ apex }) => ({ apex, server: at(ADDRESSES.vendors) })),
    ];
  });
  return {
    resolver: () => new Resolver({ asker, hints, port, now }),
    close: () => {
      asker.close();
      store.close();
    },
  };
}
