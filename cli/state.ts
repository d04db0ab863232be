import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { z } from "zod";
import { pendingIn } from "../measure/pending.ts";
import { readRecord, type FoundRecord } from "../rollout/record.ts";
import { engineWords } from "./project.ts";
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
  delete: z.boolean().default(false),
  external: z.boolean().default(false),
  /** When it was made, in UTC. */
  created: z.string().optional(),
});

/** A resource as the state holds it. */
export type StateResource = z.infer<typeof resourceSchema>;

/** What a stack's state holds of the rollout. */
export interface State {
  readonly resources: readonly StateResource[];
  /** The stack itself, whose outputs are the program's. */
  readonly stack: StateResource;
  readonly rollout: StateResource;
  /** Absent where somebody took it out of the state: a way back is carried out without. */
  readonly record: StateResource | undefined;
  readonly found: FoundRecord;
  /** What an update began and did not end, in words. */
  readonly pending: readonly string[];
  readonly weighted: { readonly stable: StateResource; readonly canary: StateResource };
  /** By the host that each is of; a stack has no canary host before its first `up` with this version. */
  readonly aliases: Aliases;
}

/** The aliases of the hosts. */
export interface Aliases {
  readonly stable: StateResource;
  readonly origin: StateResource;
  readonly canaryHost?: StateResource | undefined;
}

/** A host that has an alias. */
export type AliasedHost = keyof Aliases;

/** How a secret looks in an exported state: https://www.pulumi.com/docs/iac/concepts/secrets */
const SECRET = "4dabf18193072939515e22adb298388d";

/** Whether a value of an exported state is a secret in its wrapping. */
export function isSecret(value: unknown): value is { readonly plaintext: string } {
  return typeof value === "object" && value !== null && SECRET in value && "plaintext" in value;
}

/** Properties of an exported state, with each secret in them as a Pulumi secret. */
export function revealed(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, reveal(value)]));
}

function reveal(value: unknown): unknown {
  if (isSecret(value)) return pulumi.secret(JSON.parse(value.plaintext) as unknown);
  if (Array.isArray(value)) return value.map(reveal);
  return typeof value === "object" && value !== null
    ? revealed(value as Record<string, unknown>)
    : value;
}

/** Read a production stack's state, its secrets in plain text. */
export async function readState(stack: Stack): Promise<State> {
  return parseState(await exportOf(stack), stack.name);
}

/** All resources that a stack's state holds, whichever kind of stack it is, secrets in plain text. */
export async function readResources(stack: Stack): Promise<readonly StateResource[]> {
  return resourcesIn(await exportOf(stack), stack.name);
}

async function exportOf(stack: Stack) {
  return stack.exportStack().catch((error: unknown) => {
    throw new UserError(`the stack ${stack.name} cannot be opened: ${engineWords(error)}`);
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
export function recordIn(resources: readonly StateResource[]): FoundRecord {
  return readRecord(resources.find(isRecord)?.inputs["input"]);
}

function isRecord({ type, urn }: StateResource): boolean {
  return type === "pulumi:index:Stash" && nameOf(urn) === "record";
}

/** Find the rollout's resources in an exported deployment. */
export function parseState(exported: { deployment?: unknown }, stackName: string): State {
  const resources = resourcesIn(exported, stackName);
  const one = (what: string, matches: (resource: StateResource) => boolean): StateResource => {
    const resource = resources.find(matches);
    if (!resource) {
      throw new UserError(
        `the stack ${stackName} has no ${what}: it is staging, or nothing was rolled out there yet (pulumi up at percentage: 0 comes first)`,
      );
    }
    return resource;
  };
  const rollout = one("rollout", ({ type }) => type === "canary:index:Rollout");
  const record = resources.find(isRecord);
  const weighted = (leg: string) =>
    one(
      `weighted record "${leg}"`,
      ({ type, inputs }) => type === "aws:route53/record:Record" && inputs["setIdentifier"] === leg,
    );
  const isAlias =
    (role: string) =>
    ({ type, urn }: StateResource) =>
      type === "vercel:index/alias:Alias" && nameOf(urn).endsWith(`-${role}`);
  return {
    resources,
    stack: one("resources", ({ type }) => type === "pulumi:pulumi:Stack"),
    rollout,
    record,
    found: readRecord(record?.inputs["input"]),
    pending: pendingIn(exported),
    weighted: { stable: weighted("stable"), canary: weighted("canary") },
    aliases: {
      stable: one("alias of the public host", isAlias("public")),
      origin: one("alias of the canary leg's origin", isAlias("canary")),
      canaryHost: resources.find(isAlias("canary-host")),
    },
  };
}

/** The hosts with an alias in the state, each with it. */
export function aliasesOf({ aliases }: State): [AliasedHost, StateResource][] {
  return (["stable", "origin", "canaryHost"] as const).flatMap(
    (host): [AliasedHost, StateResource][] => {
      const alias = aliases[host];
      return alias ? [[host, alias]] : [];
    },
  );
}

/** The host that an alias is of, e.g. `www.example.com`. */
export function hostOf({ inputs, outputs }: StateResource): string {
  return String(outputs["alias"] ?? inputs["alias"]);
}

/** The last part of a URN: the name that the program gave. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The weight that the state holds for a weighted record, 0 to 255. */
export function weightOf(record: StateResource): number | undefined {
  const policies = record.outputs["weightedRoutingPolicies"] as { weight?: number }[] | undefined;
  return policies?.[0]?.weight;
}

/** The deployment that the state holds for an alias. */
export function deploymentOf(alias: StateResource): string | undefined {
  const id = alias.outputs["deploymentId"];
  return typeof id === "string" ? id : undefined;
}
