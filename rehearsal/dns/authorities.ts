import { openStore } from "../clouds/index.ts";
import { HealthTable } from "./health.ts";
import { memoized } from "../clouds/memoized.ts";
import { answerTo, type Reply } from "./answer.ts";
import { ADDRESSES } from "./addresses.ts";
import { declaredZones, type CloudflareZone } from "./declared.ts";
import { closest, type RecordType } from "./zone.ts";

export interface Question {
  readonly name: string;
  readonly type: RecordType | (string & {});
}

/** The name servers of the stand-in clouds, each at an address of its own. */
export type Authorities = ReturnType<typeof openAuthorities>;

export interface AuthoritiesArgs {
  /** The file of the stand-in clouds. */
  readonly file: string;
  /** The zones at Cloudflare. */
  readonly zones: readonly CloudflareZone[];
  /** From 0 up to 1. Default `Math.random`. */
  readonly random?: () => number;
}

/** They answer by what the clouds hold now, and what Route 53's health checkers have found. */
export function openAuthorities({ file, zones, random = Math.random }: AuthoritiesArgs) {
  const store = openStore(file);
  const health = new HealthTable(file);
  const luck = { random, healthy: (id: string) => health.healthy(id) };
  const servers = memoized(store, () => declaredZones(store, zones));
  return {
    /** What the server at an address answers; undefined where there is none. */
    answer: (address: string, question: Question): Reply | undefined => {
      const own = servers().find((one) => one.address === address);
      return own && answerTo(question, own.zones, luck);
    },
    /** Each zone, with the address of its server. */
    zones: () =>
      servers().flatMap(({ address, zones }) => zones.map(({ apex }) => ({ apex, address }))),
    /** The address of the server that every resolver knows of for a name: the vendors', or Cloudflare's. */
    root: (name: string): string | undefined => {
      const existing = servers().filter(({ address }) => address !== ADDRESSES.route53);
      const apexes = existing.flatMap(({ address, zones }) =>
        zones.map(({ apex }) => ({ apex, address })),
      );
      return closest(name, apexes)?.address;
    },
    close: () => {
      health.close();
      store.close();
    },
  };
}
