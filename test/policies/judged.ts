import type { PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import * as sdk from "@pulumi/policy";
import { parseConfig, type Config } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { enforced } from "../../policies/lib/enforce.ts";
import type { Policy } from "../../policies/lib/policy.ts";
import { replayed } from "../../policies/lib/refused.ts";
import { isUnreadable, readRecord } from "../../rollout/record.ts";
import type { Refusal } from "../../rollout/refusal.ts";
import { WHEN_APPLIED } from "../../rollout/time.ts";
import { production, staging, type Stack } from "../config/stack.ts";
import { T0 } from "../rollout/build.ts";
import { started } from "./records.ts";
import { productionResources, stagingResources, type Declared } from "./resources.ts";

/** What the engine hands a policy in place of text that is known only after the update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Exported by the SDK since 1.21, but not by its types: what the SDK itself puts around properties. */
const { unknownCheckingProxy } = sdk as unknown as {
  unknownCheckingProxy: <T>(value: T) => T;
};

/** Half an hour after the records are made. */
const LATER = "2026-01-31T12:30:00.000Z";

/** What a policy is judged on; a whole and sound production stack at 10 % where absent. */
export interface Given {
  /** The rollout's record; `null` where no rollout is declared. */
  readonly record?: unknown;
  /** Makes other resources of the sound ones. */
  readonly resources?: (sound: readonly Declared[]) => readonly Declared[];
  /** Config keys that differ, e.g. `contacts.deploymentLead.name`. */
  readonly config?: Stack;
  readonly environment?: "staging";
  /** Default half an hour after the record was made. */
  readonly clock?: string;
  readonly settings?: Record<string, unknown>;
  readonly packFaults?: readonly string[];
}

function configOf({ environment, config }: Given): Config {
  const said =
    environment === "staging"
      ? staging(config)
      : production({ ...structuredClone(REAL), ...config });
  return parseConfig(toRaw(said), new Set(Object.keys(said)), "canary");
}

/** Why the rollout's own rules refuse it, which policies refer to. */
export function refusalsOf(given: Given): readonly Refusal[] {
  const record = readRecord(given.record ?? started());
  const config = configOf(given);
  if (!record || isUnreadable(record) || config.environment !== "production") return [];
  const now = record.enteredAt === WHEN_APPLIED ? (given.clock ?? LATER) : record.enteredAt;
  return replayed({ record, config, now }).refusals;
}

/** What a policy reports through the SDK: `mandatory: …`, one each. */
export function judged(policy: Policy, given: Given = {}): string[] {
  const { record = started(), environment, clock = LATER } = given;
  const made = enforced(policy, {
    stack: `canary/${environment ?? "production"}`,
    config: () => configOf(given),
    onceLoaded: (judge) => {
      judge();
    },
    clock: () => clock,
    packFaults: () => given.packFaults ?? [],
  });
  const said: string[] = [];
  const report = (reported: string | { message: string; enforcementLevel: string }) => {
    if (typeof reported === "string") said.push(`${policy.level}: ${reported}`);
    else
      said.push(
        `${reported.enforcementLevel}: ${reported.message.replace(`${policy.description}\n`, "")}`,
      );
  };
  const sound = environment === "staging" ? stagingResources : productionResources;
  const rollout: Declared[] =
    environment === "staging" || record === null
      ? []
      : [{ type: "canary:index:Rollout", name: "rollout", props: { record } }];
  const declared = [...rollout, ...(given.resources ?? ((all) => all))(sound)].map(resource);
  const getConfig = () => given.settings ?? {};
  if ("validateStack" in made) {
    void made.validateStack(
      { resources: declared, getConfig } as unknown as StackValidationArgs,
      report,
    );
  } else if ("validateResource" in made && typeof made.validateResource === "function") {
    for (const one of declared) {
      void made.validateResource(one as unknown as ResourceValidationArgs, report);
    }
  }
  return said;
}

/** Contacts that somebody could call, and tried on the day of `T0`. */
const person = (name: string) => ({
  name,
  phone: "+447700900123",
  email: "oncall@shop.internal",
  confirmedAt: T0.slice(0, 10),
});
const vendor = (name: string) => ({
  name,
  url: "https://vercel.com/help",
  confirmedAt: T0.slice(0, 10),
});
const REAL: Stack = {
  "monitoring.errorTracking": true,
  contacts: {
    deploymentLead: person("Alex Doe"),
    operationsLead: person("Kim Roe"),
    securityLead: person("Sam Poe"),
    vendors: {
      vercel: vendor("Vercel"),
      database: vendor("Databases"),
      thirdParty: [vendor("Payments")],
    },
  },
};

function resource({ type, name, props, protect = true }: Declared): PolicyResource {
  return {
    type,
    name,
    urn: `urn:pulumi:production::canary::${type}::${name}`,
    // As the SDK does it: a value that is not known throws where it is read.
    props: unknownCheckingProxy(structuredClone(props)),
    opts: { protect },
  } as unknown as PolicyResource;
}

/** The sound stack with properties of some resources changed; gone where undefined. */
export function changing(
  which: (one: Declared) => boolean,
  change: Readonly<Record<string, unknown>>,
): NonNullable<Given["resources"]> {
  return (sound) => {
    if (!sound.some(which)) throw new Error("nothing was changed");
    return sound.map((one) => {
      if (!which(one)) return one;
      const props = Object.entries({ ...one.props, ...change });
      return {
        ...one,
        props: Object.fromEntries(props.filter(([, value]) => value !== undefined)),
      };
    });
  };
}

/** The sound stack without some resources. */
export function without(which: (one: Declared) => boolean): NonNullable<Given["resources"]> {
  return (sound) => {
    const left = sound.filter((one) => !which(one));
    if (left.length === sound.length) throw new Error("nothing was left out");
    return left;
  };
}

/** The sound stack and one resource more. */
export function beside(one: Declared): NonNullable<Given["resources"]> {
  return (sound) => [...sound, one];
}

/** The resources of a type, and of a name where there is one. */
export function being(type: string, name?: string): (one: Declared) => boolean {
  return (one) => one.type === type && (name === undefined || one.name === name);
}
