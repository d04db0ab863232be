import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { MonitoredStack } from "../program/announce.ts";
import { datadog, health } from "../config/clouds.ts";
import { namespaceIn } from "../config/namespace.ts";
import { resolvers } from "../config/resolvers.ts";
import { accountOf, type Account } from "../measure/datadog/account.ts";
import { stackFile, type Project } from "./project.ts";
import { isSecret, type State, type StateResource } from "./state.ts";

/** How visitors come to the app, as the state has it; what it does not have is absent. */
export interface Front {
  /** The public host. */
  readonly host?: string | undefined;
  /** The path of the app's health, and what its answer holds when all is well. */
  readonly health?: { readonly path: string; readonly holds: string } | undefined;
  /** The name that answers by weight, where its stable leg leads, and the zone's name servers. */
  readonly weighted?:
    | { readonly name: string; readonly stable: string; readonly nameServers: readonly string[] }
    | undefined;
}

/** What the stack file adds; every part of it may be missing. */
export interface Extras {
  readonly account?: Account;
  readonly resolvers?: readonly string[];
  /** Whether hosts can be reached from here. Default true. */
  readonly probe: boolean;
  /** The status of a host that is well. Default 200. */
  readonly status: number;
}

const texts = z.array(z.string());

export function frontOf({ resources, weighted, aliases }: State): Front {
  const { name, zoneId, records } = weighted.stable?.inputs ?? {};
  // The first public host's: its path and its words are the others' too.
  const check = resources.find(({ type }) => type === "aws:route53/healthCheck:HealthCheck");
  const zone = resources.find(({ type, id }) => type === "aws:route53/zone:Zone" && id === zoneId);
  const targets = texts.safeParse(records);
  const stable = targets.data?.[0];
  const path = text(check?.inputs["resourcePath"]);
  const holds = text(check?.inputs["searchString"]);
  return {
    host: text(aliases.stable?.outputs["alias"]),
    ...(path !== undefined && holds !== undefined && { health: { path, holds } }),
    ...(typeof name === "string" &&
      stable !== undefined && {
        weighted: {
          name,
          stable,
          nameServers: texts.safeParse(zone?.outputs["nameServers"]).data ?? [],
        },
      }),
  };
}

const watched = z.object({
  stack: z.string(),
  service: z.string(),
  env: z.string(),
  signal: z.enum(["apm", "logs"]),
});

/** As what Datadog knows the stack. */
export function watchedOf({ resources }: State): MonitoredStack | undefined {
  return watched.safeParse(monitoringIn(resources)?.inputs).data;
}

/** The path of the dashboard at Datadog's site. */
export function dashboardOf({ resources }: State): string | undefined {
  return text(monitoringIn(resources)?.outputs["dashboardUrl"]);
}

function monitoringIn(resources: readonly StateResource[]): StateResource | undefined {
  return resources.find(({ type }) => type === "canary:index:Monitoring");
}

/**
 * Read what the stack file adds, each key by itself: a fault in one key takes no other away. The engine
 * is not queried. Datadog's keys are the environment's, else those that the provider had.
 */
export function extrasOf(project: Project, stackName: string, state: State): Extras {
  const values = valuesIn(stackFile(project, stackName));
  const namespace = namespaceIn(Object.keys(values), project.name);
  const read = <S extends z.ZodType>(schema: S, name: string) =>
    schema.safeParse(values[`${namespace}:${name}`]).data;
  const result = read(datadog, "datadog");
  const requested = read(resolvers, "resolvers");
  const well = read(health, "health");
  return {
    ...(result && { account: withKeys(result, state.resources) }),
    ...(requested && { resolvers: requested }),
    probe: well?.probe ?? true,
    status: well?.status ?? 200,
  };
}

function valuesIn(file: string): Record<string, unknown> {
  try {
    const config = (parse(readFileSync(file, "utf8")) as { config?: unknown } | null)?.config;
    return typeof config === "object" && config !== null ? { ...config } : {};
  } catch {
    return {};
  }
}

function withKeys(account: Account, resources: readonly StateResource[]): Account {
  const provider = resources.find(({ type }) => type === "pulumi:providers:datadog");
  const key = (name: string) => {
    const value = provider?.inputs[name];
    return isSecret(value) ? text(JSON.parse(value.plaintext)) : text(value);
  };
  const { apiKey = key("apiKey"), appKey = key("appKey") } = accountOf(account);
  return { ...account, apiKey, appKey };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
