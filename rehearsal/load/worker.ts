import { parentPort, workerData } from "node:worker_threads";
import { openAuthorities, OWN, queried, Resolver } from "../dns/index.ts";
import type { LoadArgs, Order } from "./index.ts";
import { startLasting } from "./lasting.ts";
import { Tallies } from "./tally.ts";
import { failureOf, visit } from "./visit.ts";

/** How often visitors come, in milliseconds: as many each time as the rate requires. */
const TICK = 20;
/** At most so many visitors at a time: where the machine is slower than the rate, fewer come. */
const CROWD = 150;

const { site, others = [], dns, rate, clients } = workerData as LoadArgs;
const port = parentPort;
if (!port) throw new Error("this runs as a worker");

const hosts = [site.host, ...others];
const authorities = openAuthorities(dns);
const { servers, count } = dns.providers ?? OWN;
const resolver = () => new Resolver(authorities, dns.scale);
const providers = servers?.map(queried) ?? Array.from({ length: count }, resolver);
let tallies = new Tallies();
/** Only visitors who came from then on count. */
let since = 0;
let visitors = 0;
let owed = 0;

const timer = setInterval(() => {
  owed = Math.min(owed + (rate / site.walk.length) * (TICK / 1000), CROWD);
  for (; owed >= 1 && visitors < CROWD; owed--) come();
}, TICK);

function come(): void {
  const provider = providers[Math.floor(Math.random() * providers.length)];
  if (!provider) return;
  visitors++;
  const began = performance.now();
  const counts = () => began >= since;
  const host = hosts[Math.floor(Math.random() * hosts.length)] ?? site.host;
  void visit({ ...site, host }, provider, {
    came: (leg) => {
      if (counts()) tallies.came(leg);
    },
    onRequest: (one) => {
      if (counts()) tallies.add(one);
    },
  }).finally(() => visitors--);
}

const gone = new AbortController();
startLasting({
  kinds: clients,
  site,
  resolver: providers[0] ?? resolver(),
  scale: dns.scale,
  onRequest: (answer, version) => {
    tallies.addLasting(version, failureOf(answer) !== undefined);
  },
  signal: gone.signal,
});

port.on("message", (order: Order) => {
  if (order === "close") {
    clearInterval(timer);
    gone.abort();
    authorities.close();
    port.close();
    return;
  }
  port.postMessage(tallies.tally());
  if (order === "look") return;
  tallies = new Tallies();
  since = order === "begin" ? performance.now() : 0;
});
