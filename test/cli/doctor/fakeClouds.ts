import type { Check } from "../../../cli/doctor/check.ts";
import type { Clouds } from "../../../cli/doctor/clouds.ts";
import type { StateResource } from "../../../cli/state.ts";
import type { Aws } from "../../../vendors/aws.ts";
import type { Cloudflare, CloudflareRecord } from "../../../vendors/cloudflare.ts";
import type { DatadogAccount } from "../../../vendors/datadog.ts";
import type { Vercel } from "../../../vendors/vercel.ts";
import { contextFor, textOf } from "./context.ts";

/** What a test's accounts answer; a call that it does not set rejects. */
export interface Answers {
  readonly vercel?: Partial<Vercel>;
  readonly standing?: Clouds["standing"];
  readonly cloudflare?: Partial<Cloudflare>;
  readonly aws?: Partial<Aws>;
  readonly deniedActions?: Clouds["deniedActions"];
  readonly datadog?: Partial<DatadogAccount>;
}

/** Accounts at the interface of `vendors/`, for a check alone. */
export function fakeClouds(answers: Answers): Clouds {
  const refuse = () => Promise.reject(new Error("the test does not expect this call"));
  return {
    vercel: () => Promise.resolve(answers.vercel as Vercel),
    standing: answers.standing ?? refuse,
    cloudflare: () => Promise.resolve(answers.cloudflare as Cloudflare),
    aws: () => Promise.resolve(answers.aws as Aws),
    deniedActions: answers.deniedActions ?? refuse,
    datadog: () => Promise.resolve(answers.datadog as DatadogAccount),
  };
}

/** What a check finds with such accounts, as text. */
export async function observed(
  check: Check,
  answers: Answers,
  more: Parameters<typeof contextFor>[0] = {},
): Promise<string> {
  const context = contextFor({ clouds: fakeClouds(answers), ...more });
  return textOf(await check.run(context, AbortSignal.timeout(10_000)));
}

/** A promise of a value, as a call's answer. */
export function giving<T>(value: T): () => Promise<T> {
  return () => Promise.resolve(value);
}

/** A resource of the state, by its type and id. */
export function inState(
  type: string,
  id: string,
  outputs: Readonly<Record<string, unknown>> = {},
): StateResource {
  return {
    urn: `urn:pulumi:production::shop::${type}::${id}`,
    ...{ type, id, custom: true, inputs: {}, outputs, parent: "", provider: "" },
    ...{ protect: false, dependencies: [], propertyDependencies: {} },
    ...{ delete: false, external: false },
  };
}

/** A record at Cloudflare, DNS only. */
export function record(
  type: string,
  name: string,
  more: Partial<CloudflareRecord> = {},
): CloudflareRecord {
  const id = `${type}-${name}`;
  const modified = "2026-01-01T00:00:00Z";
  return {
    ...{ id, type, name, content: "x", ttl: 60, proxied: false, comment: undefined, modified },
    ...more,
  };
}
