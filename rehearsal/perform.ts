import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { App } from "./app.ts";
import { changesIn, inWords } from "./changes.ts";
import { held, unlike, type Held } from "./check.ts";
import type { Store } from "./clouds/index.ts";
import type { DatadogOrders } from "./datadogApi/index.ts";
import { show } from "./evidence.ts";
import { POLICIES, type Ground, type StackName } from "./ground.ts";
import { run } from "./run.ts";
import { edit, type Edit } from "./stackFile.ts";
import type { Step } from "./step.ts";

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
  /** What was shown of the release beside it, where something is asked. */
  readonly shown: readonly string[];
  /** What it said, where the step looks for that. */
  readonly said?: string;
  /** Seconds from what Datadog came to know meanwhile to the last change of the weights. */
  readonly reaction?: number;
  /** Where something is not as it must be, in words. */
  readonly faults: readonly string[];
}

/** Where a step is done. */
export interface Stage {
  readonly ground: Ground;
  readonly store: Store;
  readonly datadog: DatadogOrders;
  readonly app: App;
}

/** Do a step as its user does, and look at what the clouds hold then. */
export async function perform(
  step: Step,
  { ground, store, datadog, app }: Stage,
): Promise<Performed> {
  const started = performance.now();
  const before = step.shows && (await show(ground, app, step.shows));
  step.before?.(datadog);
  let told: number | undefined;
  const { asked, code, output, changed } = await act(step, ground, store, (heard) => {
    if (told !== undefined || !step.meanwhile?.said.test(heard)) return;
    told = Date.now();
    step.meanwhile.then(datadog);
  });
  const found = held(store);
  const after = step.owes && (await show(ground, app, step.owes));
  const shown = [before, after].flatMap((one) => one ?? []);
  const { says, code: must = 0 } = step.expected;
  // A refusal is said where it is met and once more at the end.
  const said = (says ? (output.match(says) ?? []) : [])
    .filter((text, index, all) => text !== all[index - 1])
    .join("\n");
  return {
    step,
    asked,
    changed,
    held: found,
    serving: serving(Object.keys(step.expected.hosts), found, store),
    seconds: (performance.now() - started) / 1000,
    shown: shown.map(({ said }) => said),
    ...(said !== "" && { said }),
    ...(told !== undefined && { reaction: (weightsMoved(store) - told) / 1000 }),
    faults: [
      ...shown.flatMap(({ faults }) => faults),
      ...((must === "failure" ? code !== 0 : code === must)
        ? unlike(found, step.expected)
        : [`it ended with ${code ?? "a signal"}\n${output}`]),
      ...(says && said === "" ? [`it did not say ${String(says)}\n${output}`] : []),
      ...(/warning/i.test(output) ? [`a warning appeared\n${output}`] : []),
    ],
  };
}

/** When the last of the weights changed, in Unix milliseconds. */
function weightsMoved(store: Store): number {
  const records = store.resources("aws:route53/record:Record");
  return Math.max(...records.map(({ modified }) => Date.parse(modified)));
}

type Heard = (output: string) => void;

function act(step: Step, ground: Ground, store: Store, heard: Heard) {
  const { does, stack } = step;
  return "edit" in does
    ? update(stack, does.edit, does.args ?? [], ground)
    : command(does.canary, ground, store, heard);
}

async function update(stack: StackName, change: Edit, args: readonly string[], ground: Ground) {
  const eventLog = join(ground.directory, "events.json");
  await rm(eventLog, { force: true });
  const lines = await edit(ground, stack, change);
  const up = ["up", "--yes", "--stack", stack, "--policy-pack", POLICIES, ...args];
  const { code, output } = await ground.pulumi(...up, "--event-log", eventLog);
  return {
    asked: lines.length > 0 ? short(lines) : `pulumi up --stack ${stack}`,
    code,
    output,
    changed: await changesIn(eventLog).then(inWords, () => "see below"),
  };
}

async function command(args: readonly string[], ground: Ground, store: Store, heard: Heard) {
  const before = store.calls().length;
  const { directory, env } = ground;
  const { code, output } = await run(
    join(directory, "canary"),
    args,
    { cwd: directory, env },
    heard,
  );
  const calls = store.calls().slice(before);
  return {
    asked: `./canary ${shortly(args)}`,
    code,
    output,
    changed: counted(
      calls.map(({ operation, type, keys }) =>
        [
          operation,
          type.replace(/^.*:/, ""),
          ...(keys.length > 0 ? [`(${keys.join(", ")})`] : []),
        ].join(" "),
      ),
    ),
  };
}

/** Texts in a line, each once, with how often it is there. */
function counted(texts: readonly string[]): string {
  return [...new Set(texts)]
    .map((text) => {
      const times = texts.filter((one) => one === text).length;
      return times === 1 ? text : `${times} x ${text}`;
    })
    .join(", ");
}

/** A diff in a line, each once; a release's commit and deployment go without saying. */
function short(lines: readonly string[]): string {
  return [...new Set(lines)].filter((line) => !/^. (commit|deployment):/.test(line)).join("  ");
}

function serving(hosts: readonly string[], found: Held, store: Store): Record<string, string> {
  const versions = new Map(store.deployments().map(({ id, version }) => [id, version]));
  return Object.fromEntries(
    hosts.map((host) => [host, versions.get(found.hosts[host] ?? "") ?? "nothing"]),
  );
}

/** A command's arguments; the reason for a roll back goes without saying. */
function shortly(args: readonly string[]): string {
  const reason = args.indexOf("--reason");
  return (reason < 0 ? args : args.slice(0, reason)).join(" ");
}
