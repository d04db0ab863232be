import type { Aws } from "../../vendors/aws.ts";
import type { AwsOptions } from "../../vendors/awsCall.ts";
import type { Cloudflare } from "../../vendors/cloudflare.ts";
import type { DatadogAccount } from "../../vendors/datadog.ts";
import { accessIn, VARIABLES, type TokenAccess } from "../../vendors/environment.ts";
import type { Vercel } from "../../vendors/vercel.ts";
import type { VercelStanding } from "../../vendors/vercelTeam.ts";
import { NotChecked } from "./notChecked.ts";

/** The accounts, by the credentials that an update would use. Each SDK is loaded when it is first used. */
export interface Clouds {
  readonly vercel: (team: string | undefined) => Promise<Vercel>;
  /** The plan of a Vercel team, and the role of the token's user. */
  readonly standing: (team: string | undefined) => Promise<VercelStanding>;
  readonly cloudflare: () => Promise<Cloudflare>;
  readonly aws: () => Promise<Aws>;
  /** Which actions the policies of an AWS caller deny on a resource, by its ARN. */
  readonly deniedActions: (
    arn: string,
    calls: { readonly resource: string; readonly actions: readonly string[] },
  ) => Promise<readonly string[]>;
  /** `site` and `host` as the stack file has them. */
  readonly datadog: (place: DatadogPlace) => Promise<DatadogAccount>;
}

export interface DatadogPlace {
  readonly site: string;
  readonly host?: string | undefined;
}

/**
 * The accounts of an environment and of the providers' own settings in a stack file, which come first, as
 * the providers have them. A call rejects (`NotChecked`) where its credentials are missing.
 */
export function openClouds(
  env: NodeJS.ProcessEnv,
  settings: Readonly<Record<string, string>>,
): Clouds {
  // Read when a check needs it: what is wrong with it is then said there.
  const access = () =>
    accessIn({
      ...env,
      ...named("VERCEL_API_TOKEN", settings["vercel:apiToken"]),
      ...named("CLOUDFLARE_API_TOKEN", settings["cloudflare:apiToken"]),
      ...named("DATADOG_API_KEY", settings["datadog:apiKey"]),
      ...named("DATADOG_APP_KEY", settings["datadog:appKey"]),
    });
  const vercel = once(async (team: string | undefined) => {
    const { openVercel } = await import("../../vendors/vercel.ts");
    return openVercel({ ...needed(access().vercel, "vercel"), team });
  });
  const aws = (): AwsOptions => {
    const [accessKeyId, secretAccessKey] = [settings["aws:accessKey"], settings["aws:secretKey"]];
    if (accessKeyId !== undefined && secretAccessKey !== undefined)
      return { credentials: { accessKeyId, secretAccessKey } };
    return {};
  };
  return {
    vercel,
    standing: once(async (team: string | undefined) => {
      const { readStanding } = await import("../../vendors/vercelTeam.ts");
      return readStanding(await vercel(team), team);
    }),
    cloudflare: once(async () => {
      const { openCloudflare } = await import("../../vendors/cloudflare.ts");
      return openCloudflare(needed(access().cloudflare, "cloudflare"));
    }),
    aws: async () => {
      const { openAws } = await import("../../vendors/aws.ts");
      return openAws(aws());
    },
    deniedActions: async (arn, calls) => {
      const { deniedActions } = await import("../../vendors/awsPermissions.ts");
      return deniedActions(aws(), arn, calls);
    },
    datadog: async (place) => {
      const { openDatadogAccount } = await import("../../vendors/datadog.ts");
      const account = needed(access().datadog, "datadog")(place.site);
      return openDatadogAccount({ ...account, ...(place.host && { host: place.host }) });
    },
  };
}

/** A call that is made once for each argument: several checks read the same. */
function once<K, T>(call: (key?: K) => Promise<T>): (key?: K) => Promise<T> {
  const made = new Map<K | undefined, Promise<T>>();
  return (key) => {
    const there = made.get(key) ?? call(key);
    made.set(key, there);
    return there;
  };
}

function named(name: string, value: string | undefined) {
  return value === undefined ? {} : { [name]: value };
}

/** Credentials are missing: a fault of the vendor's own check, and the others cannot find out. */
export class NoCredentials extends NotChecked {}

function needed<T extends TokenAccess | ((site: string) => unknown)>(
  credentials: T | undefined,
  vendor: keyof typeof VARIABLES,
): T {
  if (credentials !== undefined) return credentials;
  const names = VARIABLES[vendor].join(" and ");
  throw new NoCredentials(
    `not checked: the environment has no ${names}`,
    `set ${names}, as pulumi up needs: see the check ${vendor}-credentials`,
  );
}
