import { z } from "zod";
import {
  ALIAS,
  aliasOf,
  settingsIn,
  splitOf,
  weightIn,
  WEIGHTED_RECORD,
} from "../components/trafficSettings.ts";
import { pendingIn } from "../measure/pending.ts";
import { readRecord, type StoredRecord } from "../rollout/record.ts";
import { ALIASED, hostsOf, type AliasedHost } from "../rollout/traffic.ts";
import { engineMessages } from "./engine/engine.ts";
import type { Stack } from "./engine/stack.ts";
import { UserError } from "./userError.ts";

const properties = z.record(z.string(), z.unknown());

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  id: z.string().default(""),
  inputs: properties.default({}),
  outputs: properties.default({}),
  parent: z.string().default(""),
  provider: z.string().default(""),
  protect: z.boolean().default(false),
  dependencies: z.array(z.string()).default([]),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).default({}),
  delete: z.boolean().default(false),
  external: z.boolean().default(false),
  /** When it was made, in UTC. */
  created: z.string().optional(),
});

/** A resource as the state holds it. */
export type StateResource = z.infer<typeof resourceSchema>;

/** A leg that visitors are split between, by its weighted record. */
export type Leg = "stable" | "canary";
export const LEGS: readonly Leg[] = ["stable", "canary"];

/** The hosts that have an alias, as the record's traffic calls them. */
export const HOSTS = Object.keys(ALIASED) as readonly AliasedHost[];

/** The resources that route one public host's traffic. Absent: what a refresh or a person removed. */
export interface FrontState {
  /** What a further public host is called in config; absent for the first one. */
  readonly name?: string | undefined;
  readonly weighted: Readonly<Partial<Record<Leg, StateResource>>>;
  readonly aliases: Readonly<Partial<Record<AliasedHost, StateResource>>>;
}

/** What a stack's state holds of the rollout. What a refresh or a person took out of it is absent. */
export interface State {
  readonly resources: readonly StateResource[];
  /** The stack itself, whose outputs are the program's. */
  readonly stack: StateResource;
  readonly rollout: StateResource | undefined;
  readonly record: StateResource | undefined;
  readonly stored: StoredRecord;
  /** Of the first public host. */
  readonly weighted: FrontState["weighted"];
  readonly aliases: FrontState["aliases"];
  /** Of the further public hosts. */
  readonly others: readonly FrontState[];
  /** What an update began and did not end, e.g. `updating traffic-canary`. */
  readonly pending: readonly string[];
}

/** How a secret is marked in an exported state: https://www.pulumi.com/docs/iac/concepts/secrets */
export const SECRET = "4dabf18193072939515e22adb298388d";

/** Whether a value of an exported state is a secret in its wrapping. */
export function isSecret(value: unknown): value is { readonly plaintext: string } {
  return typeof value === "object" && value !== null && SECRET in value && "plaintext" in value;
}

type Exported = Pick<Stack, "name" | "exportState">;

/**
 * Read a production stack's state.
 *
 * @param secrets whether in plain text, as whoever writes from the state needs them: it takes their key, and twice
 *   the time
 */
export async function readState(stack: Exported, { secrets = false } = {}): Promise<State> {
  return parseState(await exportOf(stack, secrets), stack.name);
}

/** All resources that a stack's state holds, whichever kind of stack it is; secrets as the state keeps them. */
export async function readResources(stack: Exported): Promise<readonly StateResource[]> {
  return resourcesIn(await exportOf(stack, false), stack.name);
}

async function exportOf(stack: Exported, secrets: boolean) {
  return stack.exportState({ secrets }).catch((error: unknown) => {
    throw new UserError(`the stack ${stack.name} cannot be opened: ${engineMessages(error)}`);
  });
}

function resourcesIn(exported: { deployment?: unknown }, stackName: string): StateResource[] {
  const read = z
    .object({ resources: z.array(resourceSchema).default([]) })
    .safeParse(exported.deployment ?? {});
  if (!read.success)
    throw new UserError(`the state of ${stackName} cannot be read: ${z.prettifyError(read.error)}`);
  return read.data.resources.filter((resource) => !resource.delete);
}

/** The record that a stack's resources hold; nothing before the first update. */
export function recordIn(resources: readonly StateResource[]): StoredRecord {
  return readRecord(resources.find(isRecord)?.inputs["input"]);
}

function isRecord({ type, urn }: StateResource): boolean {
  return type === "pulumi:index:Stash" && nameOf(urn) === "record";
}

/**
 * Find the rollout's resources in an exported deployment.
 *
 * @throws {UserError} where it has none of them
 */
export function parseState(exported: { deployment?: unknown }, stackName: string): State {
  const state = stateIn(exported, stackName);
  if (!state)
    throw new UserError(
      `the stack ${stackName} has no rollout: it is staging, or nothing was rolled out there yet (pulumi up at percentage: 0 comes first)`,
    );
  return state;
}

/**
 * The same; undefined where it has none of them.
 *
 * @throws {UserError} where it is no deployment
 */
export function stateIn(exported: { deployment?: unknown }, stackName: string): State | undefined {
  const resources = resourcesIn(exported, stackName);
  const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  const rollout = resources.find(({ type }) => type === "canary:index:Rollout");
  const record = resources.find(isRecord);
  const { weighted, aliases } = frontIn(resources);
  const others = othersIn(resources).map((name) => frontIn(resources, name));
  if (!stack || ![rollout, record, weighted.stable, weighted.canary].some(Boolean))
    return undefined;
  const stored = readRecord(record?.inputs["input"]);
  const pending = pendingIn(exported);
  return { resources, stack, rollout, record, stored, weighted, aliases, others, pending };
}

function frontIn(resources: readonly StateResource[], name?: string): FrontState {
  const weighted = byKey(LEGS, (leg) =>
    resources.find(
      ({ type, urn, inputs }) =>
        type === WEIGHTED_RECORD && inputs["setIdentifier"] === leg && splitOf(urn).host === name,
    ),
  );
  const aliases = byKey(HOSTS, (host) =>
    resources.find(({ type, urn }) => {
      const alias = aliasOf(urn);
      return type === ALIAS && alias.of === ALIASED[host] && alias.host === name;
    }),
  );
  return { name, weighted, aliases };
}

/** The further public hosts, by their names: also those whose records and aliases somebody took away. */
function othersIn(resources: readonly StateResource[]): readonly string[] {
  const splits = resources.flatMap(({ type, urn }) =>
    type === "canary:index:TrafficSplit" ? (/^traffic-(.+)$/.exec(nameOf(urn))?.[1] ?? []) : [],
  );
  return [...new Set([...splits, ...hostsOf(settingsIn(resources))])].sort();
}

function byKey<K extends string>(
  keys: readonly K[],
  find: (key: K) => StateResource | undefined,
): Partial<Record<K, StateResource>> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const one = find(key);
      return one ? [[key, one]] : [];
    }),
  ) as Partial<Record<K, StateResource>>;
}

/** Every public host's part of the state, the first one's first. */
export function frontsOf({ weighted, aliases, others }: State): readonly FrontState[] {
  return [{ weighted, aliases }, ...others];
}

/** The hosts with an alias in the state, each with it; those of every public host. */
export function aliasesOf(state: State): [AliasedHost, StateResource][] {
  return frontsOf(state).flatMap(({ aliases }) =>
    HOSTS.flatMap((host): [AliasedHost, StateResource][] => {
      const alias = aliases[host];
      return alias ? [[host, alias]] : [];
    }),
  );
}

/** The host that an alias is of, e.g. `www.example.com`. */
export function hostOf({ inputs, outputs }: StateResource): string {
  return String(outputs["alias"] ?? inputs["alias"]);
}

/** The last part of a type: `Monitor` of `datadog:index/monitor:Monitor`. */
export function kindOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** The last part of a URN: the name that the program gave. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The weight that the state holds for a weighted record, 0 to 255. */
export function weightOf(record: StateResource | undefined): number | undefined {
  return record && weightIn(record.outputs);
}

/** The weights that the state holds for a public host. */
export function weightsOf({ weighted }: Pick<FrontState, "weighted">) {
  return { stable: weightOf(weighted.stable), canary: weightOf(weighted.canary) };
}

/** The deployment that the state holds for an alias. */
export function deploymentOf(alias: StateResource | undefined): string | undefined {
  const id = alias?.outputs["deploymentId"];
  return typeof id === "string" ? id : undefined;
}
