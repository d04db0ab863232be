import { join } from "node:path";
import { DatadogOrders } from "../datadogApi/orders.ts";
import { memoized } from "../clouds/memoized.ts";
import { CLOUDS } from "../traffic/beginnings.ts";
import type { Scene } from "../traffic/scene.ts";
import { checklistOf } from "./items.ts";
import { commandsIn } from "./commands.ts";
import { brokenIn, order } from "./faults.ts";
import { Journal } from "./journal.ts";
import { limitsOf, monitorRows } from "./monitors.ts";
import { hasCanary, recordReader, rowOf } from "./record.ts";
import { Refused, type Action, type Fault, type Snapshot, type Source } from "./snapshot.ts";
import { teamOf } from "./team.ts";
import { sampleTraffic } from "./traffic.ts";

export interface RehearsalSource extends Source {
  /** Begin to carry the canary to a stage, in percent, as soon as each gate on the way is open. */
  carryTo(percentage: number): void;
  close(): Promise<void>;
}

const STACK = "production";
/** How often things are looked at, in milliseconds, whether anybody looks on or not. */
const BEAT = 500;

const RUN = ["run", "--yes", "--every", "1"];
const ARGS = {
  advance: ["advance", "--yes"],
  run: RUN,
  "roll back": ["rollback", "--yes", "--reason", "seen in the control room"],
} as const;

/** What a rehearsal's own files hold, and orders to it. */
export function sourceOf(scene: Scene): RehearsalSource {
  const { ground, store, internet } = scene;
  const read = recordReader(ground.directory, STACK);
  const book = new DatadogOrders(join(ground.directory, CLOUDS));
  const traffic = sampleTraffic(scene.load);
  const journal = new Journal();
  const into = (kind: "command" | "evidence") => (text: string) => {
    journal.add(kind, text);
  };
  const commands = commandsIn(ground, into("command"));
  const checklist = checklistOf(ground, into("command"));
  // What the first stage asks was shown before anybody came.
  const team = teamOf(scene, read()?.enteredAt, (words) => {
    into("evidence")(words);
    checklist.outdated();
  });
  const resources = memoized(store, () => store.resources());
  const recovered = () => 1000 * Math.max(0, ...book.groups().map(({ resolved }) => resolved));
  const monitors = () => monitorRows(resources(), book, read()?.canary.version);

  const beat = setInterval(() => {
    const rows = monitors();
    const record = read();
    const changed = [journal.transition(record), journal.monitors(rows)];
    if (changed.includes(true)) checklist.outdated();
    team.look(record);
  }, BEAT);

  const turn = (fault: Fault, broken: boolean) => {
    const record = read();
    if (!record || !hasCanary(record)) throw new Refused("there is no canary");
    const { version, deployment } = record.canary;
    order(internet.site, deployment, fault, broken);
    journal.add("order", `${version} ${broken ? "broken" : "mended"}: ${fault}`);
  };

  return {
    snapshot(): Snapshot {
      const record = read();
      const { weights, hosts } = scene.held();
      const versions = new Map(store.deployments().map(({ id, version }) => [id, version]));
      return {
        at: Date.now(),
        stack: STACK,
        plan: record?.plan ?? [],
        rollout: record && rowOf(record, recovered(), Date.now()),
        weights,
        hosts: Object.fromEntries(
          Object.entries(hosts).map(([host, id]) => [host, versions.get(id) ?? id]),
        ),
        traffic: traffic.samples,
        limits: limitsOf(resources()),
        monitors: monitors(),
        checklist: checklist.items,
        log: journal.entries,
        broken:
          record && hasCanary(record) ? brokenIn(internet.site, record.canary.deployment) : [],
        running: commands.running(),
        failed: commands.failed(),
      };
    },
    act(action: Action): void {
      switch (action.do) {
        case "break":
        case "mend":
          turn(action.fault, action.do === "break");
          return;
        case "stop":
          commands.stop();
          return;
        default:
          commands.begin(ARGS[action.do]);
      }
    },
    carryTo(percentage) {
      commands.begin([...RUN, "--until", String(percentage)]);
    },
    close: async () => {
      clearInterval(beat);
      await commands.close();
      await team.close();
      await checklist.close();
      await traffic.close();
      book.close();
    },
  };
}
