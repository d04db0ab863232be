import { StatusPage } from "@pulumi/datadog/statusPage.js";
import { StatusPageComponent } from "@pulumi/datadog/statusPageComponent.js";
import type * as pulumi from "@pulumi/pulumi";

export interface StatusPageArgs {
  /** The page's title. */
  readonly name: string;
  /** The page's address, `PREFIX.statuspage.datadoghq.com`. */
  readonly domainPrefix: string;
  /** The parts of the app on the page, in this order. */
  readonly components: readonly string[];
  /** Whether customers may subscribe to it. */
  readonly subscribe: boolean;
}

/**
 * The public page. It is made unpublished, and what it says of a part is said by people: neither can
 * be declared (https://docs.datadoghq.com/api/latest/status-pages/). The runbook has both.
 */
export function statusPage(
  name: string,
  { components, subscribe, ...page }: StatusPageArgs,
  { protect, ...opts }: pulumi.CustomResourceOptions,
): StatusPage {
  const made = new StatusPage(
    name,
    {
      ...page,
      type: "public",
      visualizationType: "bars_and_uptime_percentage",
      subscriptionsEnabled: subscribe,
    },
    // Its subscribers and its past are gone with it; a part may come and go.
    { ...opts, ...(protect !== undefined && { protect }) },
  );
  // A position may be one more than there are, so each part waits for the one before it.
  components.reduce<StatusPageComponent | undefined>(
    (before, part, position) =>
      new StatusPageComponent(
        `${name}-${part}`,
        { pageId: made.id, name: part, type: "component", position },
        { ...opts, ...(before && { dependsOn: [before] }) },
      ),
    undefined,
  );
  return made;
}

/** What the page cannot contain. */
export function faultsOfPage({ components }: StatusPageArgs): string[] {
  const twice = components.filter((part, index) => components.indexOf(part) < index);
  return [...new Set(twice)].map((part) => `names "${part}" twice: each part once`);
}
