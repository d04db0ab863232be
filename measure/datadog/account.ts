/** A Datadog account, and where it answers. */
export interface Account {
  /** The site: `datadoghq.com`, `datadoghq.eu`, `us3.datadoghq.com` … */
  readonly site: string;
  /** Where the API is asked: the URL of a proxy or a stand-in. Default `https://api.<site>`. */
  readonly host?: string | undefined;
  /** Secret. */
  readonly apiKey?: string | undefined;
  /** Secret; with the permissions `monitors_read` and `timeseries_query`. */
  readonly appKey?: string | undefined;
}

/** Where the API is asked, without a slash at the end. */
export function apiUrl({ site, host }: Account): string {
  return (host ?? `https://api.${site}`).replace(/\/+$/, "");
}

/**
 * A monitor's page. A site's own pages are under `app.` unless the site is a subdomain already.
 * https://docs.datadoghq.com/getting_started/site/
 */
export function monitorPage({ site }: Account, id: number, group?: string): string {
  const app = site.split(".").length > 2 ? site : `app.${site}`;
  const query = group === undefined ? "" : `?group=${encodeURIComponent(group)}`;
  return `https://${app}/monitors/${id}${query}`;
}
