/** A Datadog account, and where it answers. */
export interface Account {
  /** The site: `datadoghq.com`, `datadoghq.eu`, `us3.datadoghq.com` … */
  readonly site: string;
  /** Where the API is: the URL of a proxy or a stand-in. Default `https://api.<site>`. */
  readonly host?: string | undefined;
  /** Secret. */
  readonly apiKey?: string | undefined;
  /** Secret; with the permissions `monitors_read`, `timeseries_query` and `synthetics_read`. */
  readonly appKey?: string | undefined;
}

/** An account whose keys, where none are given, are those of the environment, as the provider has it. */
export function accountOf({ apiKey, appKey, ...place }: Account): Account {
  return {
    ...place,
    apiKey: apiKey ?? process.env["DATADOG_API_KEY"],
    appKey: appKey ?? process.env["DATADOG_APP_KEY"],
  };
}

/** Where the API is, without a slash at the end. */
export function apiUrl({ site, host }: Account): string {
  return (host ?? `https://api.${site}`).replace(/\/+$/, "");
}

/**
 * A page, by its path. A site's own pages are under `app.` unless the site is a subdomain already.
 * https://docs.datadoghq.com/getting_started/site/
 */
export function pageAt({ site }: Pick<Account, "site">, path: string): string {
  const app = site.split(".").length > 2 ? site : `app.${site}`;
  return `https://${app}${path}`;
}

/** A monitor's page, or that of one of its groups. */
export function monitorPage(account: Account, id: number, group?: string): string {
  const query = group === undefined ? "" : `?group=${encodeURIComponent(group)}`;
  return pageAt(account, `/monitors/${id}${query}`);
}
