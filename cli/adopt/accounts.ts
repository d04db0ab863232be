import { once } from "../../components/once.ts";
import type { Account } from "../../measure/datadog/account.ts";
import type { Aws } from "../../vendors/aws.ts";
import type { Cloudflare } from "../../vendors/cloudflare.ts";
import type { DatadogAccount } from "../../vendors/datadog.ts";
import { accessIn, VARIABLES } from "../../vendors/environment.ts";
import type { Vercel } from "../../vendors/vercel.ts";
import { UserError } from "../userError.ts";

/** The vendors' accounts; each is opened when it is first read. */
export interface Accounts {
  vercel(): Promise<Pick<Vercel, "project" | "domains" | "variables" | "environments" | "alias">>;
  cloudflare(): Promise<Pick<Cloudflare, "records" | "editRecord">>;
  datadog(): Promise<
    Pick<DatadogAccount, "teams" | "slackChannels" | "awsIntegrations" | "hasLogsMetric">
  >;
  aws(): Promise<
    Pick<Aws, "hostedZones" | "records" | "distributions" | "certificates" | "bucket" | "hasRole">
  >;
}

/**
 * The accounts that the environment's credentials reach.
 *
 * @param team Vercel's, that owns the project; the token's own account where absent
 * @throws {UserError} when one is opened whose credential is missing
 */
export function openAccounts(
  { team, datadog }: { readonly team?: string | undefined; readonly datadog?: Account },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Accounts {
  const access = accessIn(environment);
  return {
    vercel: once(async () => {
      const { openVercel } = await import("../../vendors/vercel.ts");
      return openVercel({ ...given(access.vercel, "vercel"), team });
    }),
    cloudflare: once(async () => {
      const { openCloudflare } = await import("../../vendors/cloudflare.ts");
      return openCloudflare(given(access.cloudflare, "cloudflare"));
    }),
    datadog: once(async () => {
      const { openDatadogAccount } = await import("../../vendors/datadog.ts");
      return openDatadogAccount(datadog ?? given(access.datadog, "datadog")("datadoghq.com"));
    }),
    aws: once(async () => {
      const { openAws } = await import("../../vendors/aws.ts");
      return openAws();
    }),
  };
}

function given<T>(credential: T | undefined, vendor: keyof typeof VARIABLES): T {
  if (credential !== undefined) return credential;
  throw new UserError(
    `${VARIABLES[vendor].join(" and ")} must be set: what exists is read with it (docs/adopting.md)`,
  );
}
