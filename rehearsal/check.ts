import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Store } from "./clouds/index.ts";
import type { Workspace, StackName } from "./workspace.ts";
import type { Release } from "./stackFile.ts";

/** What the clouds hold of the traffic. */
export interface Held {
  /** The weights of the two records, by set identifier; empty before there are any. */
  readonly weights: Readonly<Record<string, number>>;
  /** The deployment behind each host. */
  readonly hosts: Readonly<Record<string, string>>;
}

/** What they must hold. */
export interface Expected {
  /** The canary record's weight; the stable one's is the rest of 100. */
  readonly canary: number;
  /** The release that each host serves. */
  readonly hosts: Readonly<Record<string, Release>>;
}

const exported = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          custom: z.boolean().default(false),
          id: z.string().default(""),
          inputs: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
});

/** Read all weights and aliases from the clouds. */
export function held(store: Store): Held {
  const weights = store.resources("aws:route53/record:Record").map(({ outputs }) => {
    const [policy] = outputs["weightedRoutingPolicies"] as { weight: number }[];
    return [outputs["setIdentifier"], policy?.weight] as [string, number];
  });
  const hosts = store
    .resources("vercel:index/alias:Alias")
    .map(({ outputs }) => [outputs["alias"], outputs["deploymentId"]] as [string, string]);
  return { weights: Object.fromEntries(weights), hosts: Object.fromEntries(hosts) };
}

/** Where the clouds hold something else than they must, in words. */
export function unlike({ weights, hosts }: Held, { canary, hosts: serving }: Expected): string[] {
  const faults: string[] = [];
  const must = (what: string, result: unknown, wanted: unknown) => {
    if (result !== wanted) faults.push(`${what} is ${String(result)}, not ${String(wanted)}`);
  };
  must("the stable weight", weights["stable"], 100 - canary);
  must("the canary weight", weights["canary"], canary);
  for (const [host, { deployment }] of Object.entries(serving)) {
    must(`what ${host} serves`, hosts[host], deployment);
  }
  return faults;
}

/** Where a stack declares something else than the clouds hold, in words. */
export async function undeclared(
  workspace: Workspace,
  store: Store,
  stacks: readonly StackName[],
): Promise<string[]> {
  const faults: string[] = [];
  const declared = new Set<string>();
  for (const stack of stacks) {
    const { output } = await workspace.pulumi(
      "stack",
      "export",
      "--show-secrets",
      "--stack",
      stack,
    );
    const { resources } = exported.parse(JSON.parse(output)).deployment;
    const own = resources.filter(
      ({ custom, type }) => custom && /^(aws|cloudflare|datadog|vercel):/.test(type),
    );
    for (const { urn, type, id, inputs } of own) {
      declared.add(`${type} ${id}`);
      const match = store.resources(type).find((one) => one.id === id);
      if (!match) {
        faults.push(`${urn} is declared and in no cloud`);
        continue;
      }
      for (const [key, value] of Object.entries(plain(inputs) as Record<string, unknown>)) {
        if (key.startsWith("__")) continue;
        if (!isDeepStrictEqual(plain(match.outputs[key]), value)) {
          faults.push(`${urn}: ${key} is ${JSON.stringify(match.outputs[key])} in the cloud`);
        }
      }
    }
  }
  for (const { type, id } of store.resources()) {
    if (!declared.has(`${type} ${id}`))
      faults.push(`${type} ${id} is in the cloud and declared nowhere`);
  }
  return faults;
}

/** A value without Pulumi's wrapping of secrets. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("plaintext" in value) return JSON.parse(String(value.plaintext));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
