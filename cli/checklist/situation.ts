import { stepsOfIncrease } from "../../checklist/requirements.ts";
import type { Held, Situation } from "../../checklist/state.ts";
import { weighExemptions } from "../../checklist/exemption.ts";
import { evidenced } from "../../checklist/item.ts";
import { EVERYTHING } from "../../checklist/scope.ts";
import { EVIDENCED, ITEMS } from "../../checklist/items.ts";
import { activeExemptions } from "../../checklist/activeExemptions.ts";
import { settingsIn } from "../../components/trafficSettings.ts";
import { gateOf } from "../../program/gate.ts";
import { agesIn, factsAt, factsFor } from "../../measure/facts.ts";
import { asks } from "../../rollout/judge.ts";
import { readable, type StoredRecord, type RolloutRecord } from "../../rollout/record.ts";
import { hasCanary, type TrafficSetting } from "../../rollout/traffic.ts";
import { readRequested, type RequestedConfig } from "../requested.ts";
import { evidenceFolder, selectStack, type Project } from "../project.ts";
import { nameOf, readResources, recordIn } from "../state.ts";
import { nextStep, requested } from "../step.ts";
import { UserError } from "../userError.ts";
import { defaultOf } from "../verify/defaults.ts";

export interface SituationArgs {
  readonly project: Project;
  readonly stack: string;
  /** The stack that staging is. */
  readonly staging: string;
  /** Whether to query the gate for what the next increase needs. */
  readonly gate: boolean;
  readonly now: Date;
}

/** A situation, and what could not be read or does not count, in words. */
export interface Read {
  readonly situation: Situation;
  readonly faults: readonly string[];
}

/** Read a stack's state, config and evidence. What cannot be read is reported, and counts for nothing. */
export async function readSituation(args: SituationArgs): Promise<Read> {
  const [production, staging, increase] = await Promise.all([
    read(args, args.stack),
    read(args, args.staging),
    readRequested(selectStack(args.project, args.stack), args.project),
  ]);
  const config = "fault" in increase ? undefined : increase;
  const stored = typeof production === "string" ? undefined : production.stored;
  const record = readable(stored);
  const next = record && hasCanary(record) ? nextIncrease(record, config) : undefined;
  const { now } = args;
  const facts = config
    ? factsFor(
        {
          ...config.config,
          stored,
          settings: typeof production === "string" ? [] : production.settings,
          request: next?.request ?? config.request,
          evidence: evidenceFolder(args.project),
        },
        now,
      )
    : factsAt(now);
  return {
    situation: {
      record,
      facts,
      nextIncrease: record && next ? stepsOfIncrease(record, next.request) : [],
      resources: { production: heldIn(production), staging: heldIn(staging) },
      gate: await askGate(args, record, next, config),
      exempted: config ? activeExemptions(facts.exemptions, record, config.config) : [],
      ages: config ? agesIn(config.config) : {},
      scope: config?.config ?? EVERYTHING,
      unconfigured: EVIDENCED.filter(
        (item) =>
          evidenced(item) === "verify" &&
          !config?.config.verify[item.id]?.command &&
          !defaultOf(item),
      ).map(({ id }) => id),
    },
    faults: [
      ...[production, staging, stored].flatMap(faultOf),
      ...("fault" in increase ? [`the stack file: ${increase.fault}`] : []),
      ...(config ? exemptionFaults(config, facts.now) : []),
    ],
  };
}

type Readable = Exclude<RequestedConfig, { fault: string }>;
type Stack =
  | {
      readonly held: readonly Held[];
      readonly stored: StoredRecord;
      readonly settings: readonly TrafficSetting[];
    }
  | string;

async function read({ project }: SituationArgs, name: string): Promise<Stack> {
  try {
    const resources = await readResources(selectStack(project, name));
    const held = resources.map(({ type, urn, created }) => ({ type, name: nameOf(urn), created }));
    return { held, stored: recordIn(resources), settings: settingsIn(resources) };
  } catch (error) {
    return describe(error).fault;
  }
}

function describe(error: unknown): { readonly fault: string } {
  if (error instanceof UserError) return { fault: error.message };
  throw error;
}

function heldIn(stack: Stack): readonly Held[] | string {
  return typeof stack === "string" ? stack : stack.held;
}

function faultOf(one: Stack | StoredRecord): string[] {
  if (typeof one === "string") return [one];
  return one && "unreadable" in one
    ? [`the rollout's record cannot be read: ${one.unreadable}`]
    : [];
}

function exemptionFaults({ config }: Readable, now: string): readonly string[] {
  const { approvers, exemptions } = config;
  return weighExemptions(exemptions, { approvers, items: ITEMS, now }).faults;
}

/** The step that comes next, as a request; without a readable stack file by the record alone. */
function nextIncrease(record: RolloutRecord, config: Readable | undefined) {
  const wanted = config?.request ?? record;
  const { change, transition } = nextStep(record, wanted);
  const { percentage, stable, canary } = record;
  const request = requested({ ...wanted, percentage, stable, canary }, change);
  return { request, transition };
}

async function askGate(
  { gate, project, stack }: SituationArgs,
  record: RolloutRecord | undefined,
  next: ReturnType<typeof nextIncrease> | undefined,
  config: Readable | undefined,
): Promise<Situation["gate"]> {
  const increase = next && asks(next.transition);
  if (!record || !increase) return "no share is to increase next";
  if (!gate) return "it was not queried (--no-gate)";
  if (!config) return "it cannot be queried without a stack file that can be read";
  return gateOf(config.config, { ...config.keys, stack: `${project.name}/${stack}` })(
    increase,
    record,
  );
}
