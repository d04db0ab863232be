import type { Account } from "../measure/datadog/account.ts";

/** A token and where its vendor's API is. */
export interface TokenAccess {
  /** Secret. */
  readonly token: string;
  /** The API's address; the vendor's own where absent. */
  readonly endpoint?: string | undefined;
}

/** What the environment gives to read the vendors with; undefined where a credential is missing. */
export interface Access {
  readonly vercel: TokenAccess | undefined;
  readonly cloudflare: TokenAccess | undefined;
  /** Whether AWS credentials are named. The AWS SDK reads them itself, from the same variables. */
  readonly aws: boolean;
  /** The site is `site`; the keys are both there. */
  readonly datadog: ((site: string) => Account) | undefined;
}

/** The variables of each credential, as the Pulumi providers read them. */
export const VARIABLES = {
  vercel: ["VERCEL_API_TOKEN"],
  cloudflare: ["CLOUDFLARE_API_TOKEN"],
  aws: ["AWS_PROFILE", "AWS_ACCESS_KEY_ID"],
  datadog: ["DATADOG_API_KEY", "DATADOG_APP_KEY"],
} as const;

/**
 * Read the credentials. An endpoint is the vendor's own, or that of a proxy or a stand-in:
 * `VERCEL_API_URL`, `CLOUDFLARE_BASE_URL`, `AWS_ENDPOINT_URL` (read by the AWS SDK), `DATADOG_HOST`.
 */
export function accessIn(environment: Readonly<Record<string, string | undefined>>): Access {
  const given = (name: string) => environment[name] || undefined;
  const token = (name: string, endpoint: string) => {
    const value = given(name);
    return value === undefined ? undefined : { token: value, endpoint: given(endpoint) };
  };
  const [apiKey, appKey] = VARIABLES.datadog.map(given);
  return {
    vercel: token("VERCEL_API_TOKEN", "VERCEL_API_URL"),
    cloudflare: token("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_BASE_URL"),
    aws: [
      ...VARIABLES.aws,
      "AWS_WEB_IDENTITY_TOKEN_FILE",
      "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ].some((name) => given(name) !== undefined),
    datadog:
      apiKey === undefined || appKey === undefined
        ? undefined
        : (site) => ({ site, host: given("DATADOG_HOST"), apiKey, appKey }),
  };
}
