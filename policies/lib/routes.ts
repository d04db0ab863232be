import { blockOf, listOf, ofType, type Resource } from "./resources.ts";

/** One way that a notification takes: of which monitors, of which changes, to whom. */
export interface Route {
  /** The tags that a monitor must have, all of them. */
  readonly tags: readonly unknown[];
  /** `transition_type:is_alert`; absent where it takes every change. */
  readonly scope?: unknown;
  /** Datadog's handles, without the @. */
  readonly recipients: readonly unknown[];
}

/** The ways that notifications take, by the declared rules. */
export function routesOf(resources: readonly Resource[]): Route[] {
  const type = "datadog:index/monitorNotificationRule:MonitorNotificationRule";
  return ofType(resources, type).flatMap((rule) => {
    const tags = listOf({ props: blockOf(rule.props["filter"]) }, "tags");
    const conditional = { props: blockOf(rule.props["conditionalRecipients"]) };
    return [
      { tags, recipients: listOf(rule, "recipients") },
      ...listOf(conditional, "conditions").map((one) => {
        const props = blockOf(one);
        return { tags, scope: props["scope"], recipients: listOf({ props }, "recipients") };
      }),
    ];
  });
}

/** Whether some way leads to a recipient. */
export function reaches(routes: readonly Route[], recipient: string): boolean {
  return routes.some(({ recipients }) => recipients.includes(recipient));
}
