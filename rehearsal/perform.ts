import { join } from "node:path";
import { changesIn, inWords } from "./changes.ts";
import { held, unlike, type Held } from "./check.ts";
import type { Store } from "./clouds/index.ts";
import type { Ground } from "./ground.ts";
import { edit } from "./stackFile.ts";
import type { Step } from "./story.ts";

/** What a step did. */
export interface Performed {
  readonly step: Step;
  /** The lines of config that changed, or the command that was run. */
  readonly asked: string;
  /** The resources that changed. */
  readonly changed: string;
  /** What the clouds held afterwards. */
  readonly held: Held;
  /** The version that each host of the step's stack served, by host. */
  readonly serving: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** Where something is not as it must be, in words. */
  readonly faults: readonly string[];
}

/** Do a step as its user does, and look at what the clouds hold then. */
export async function perform(step: Step, ground: Ground, store: Store): Promise<Performed> {
  const started = performance.now();
  const { asked, code, output, changed } = await (step.edit
    ? update(step, ground)
    : rollBack(ground, store));
  const found = held(store);
  return {
    step,
    asked,
    changed,
    held: found,
    serving: serving(Object.keys(step.expected.hosts), found, store),
    seconds: (performance.now() - started) / 1000,
    faults: [
      ...(code === 0
        ? unlike(found, step.expected)
        : [`it ended with ${code ?? "a signal"}\n${output}`]),
      ...(/warning/i.test(output) ? [`a warning appeared\n${output}`] : []),
    ],
  };
}

async function update({ stack, edit: change = {} }: Step, ground: Ground) {
  const eventLog = join(ground.directory, "events.json");
  const lines = await edit(ground, stack, change);
  const { code, output } = await ground.pulumi(
    "up",
    "--yes",
    "--stack",
    stack,
    "--event-log",
    eventLog,
  );
  return {
    asked: lines.length > 0 ? short(lines) : `pulumi up --stack ${stack}`,
    code,
    output,
    changed: code === 0 ? inWords(await changesIn(eventLog)) : "see below",
  };
}

async function rollBack(ground: Ground, store: Store) {
  const before = store.calls().length;
  const words = ["rollback", "--yes", "--reason", "checkout fails for one in ten"];
  const { code, output } = await ground.canary(...words);
  const calls = store.calls().slice(before);
  return {
    asked: `./canary rollback --yes`,
    code,
    output,
    changed: calls
      .map(
        ({ operation, type, keys }) =>
          `${operation} ${type.replace(/^.*:/, "")} (${keys.join(", ")})`,
      )
      .join(", "),
  };
}

/** A diff in a line; a release's commit and deployment go without saying. */
function short(lines: readonly string[]): string {
  return lines.filter((line) => !/^. (commit|deployment):/.test(line)).join("  ");
}

function serving(hosts: readonly string[], found: Held, store: Store): Record<string, string> {
  const versions = new Map(store.deployments().map(({ id, version }) => [id, version]));
  return Object.fromEntries(
    hosts.map((host) => [host, versions.get(found.hosts[host] ?? "") ?? "nothing"]),
  );
}
