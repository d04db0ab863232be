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
 * Read the credentials. An endpoint is the vendor's own, or that of a stand-in: `VERCEL_API_URL` and
 * `CLOUDFLARE_BASE_URL`, on a loopback address alone; `AWS_ENDPOINT_URL`, as the AWS SDK reads it; and
 * `DATADOG_HOST`, as Datadog's provider reads it.
 *
 * @throws {Error} where a token would be sent to a host that is not the vendor's
 */
export function accessIn(environment: Readonly<Record<string, string | undefined>>): Access {
  const given = (name: string) => environment[name] || undefined;
  const token = (name: string, endpoint: string) => {
    const value = given(name);
    return value === undefined ? undefined : { token: value, endpoint: standIn(endpoint, given) };
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

function standIn(name: string, given: (name: string) => string | undefined): string | undefined {
  const url = given(name);
  if (url === undefined || (URL.canParse(url) && LOOPBACK.test(new URL(url).hostname))) return url;
  throw new Error(`${name} is ${url}, and may be a loopback address alone: a token is sent there`);
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
