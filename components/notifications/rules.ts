import {
  MonitorNotificationRule,
  type MonitorNotificationRuleArgs,
} from "@pulumi/datadog/monitorNotificationRule.js";
import type * as pulumi from "@pulumi/pulumi";
import { stackTags } from "../../rollout/tags.ts";
import {
  ROUTE_KEYS,
  ROUTES,
  routeTag,
  type Recipients,
  type RouteKey,
  type Severity,
} from "../../rollout/routing.ts";

/** The most recipients of one rule: https://docs.datadoghq.com/monitors/notify/notification_rules/ */
const MOST = 50;

/**
 * What Datadog calls a change to a severity. Its API's documentation names `is_alert`; the others are
 * the conditional variables of messages (https://docs.datadoghq.com/monitors/notify/variables/).
 */
const TRANSITION: Readonly<Record<Severity, string>> = {
  critical: "is_alert",
  warning: "is_warning",
  "no data": "is_no_data",
};

/**
 * One rule a route that leads to somebody. Datadog merges the recipients of all rules that match a
 * notification. A rule can check whether a monitor recovered, and not what from: the monitors' messages
 * send the recoveries that are not everyone's.
 */
export function rules(
  name: string,
  { stack, recipients }: { readonly stack: string; readonly recipients: Recipients },
  opts: pulumi.CustomResourceOptions,
): MonitorNotificationRule[] {
  return ROUTE_KEYS.filter((route) => recipients[route].length > 0).map(
    (route) =>
      new MonitorNotificationRule(`${name}-${route}`, ruleArgs(route, stack, recipients), opts),
  );
}

/** A route's rule. */
export function ruleArgs(
  route: RouteKey,
  stack: string,
  recipients: Recipients,
): MonitorNotificationRuleArgs {
  const { of } = ROUTES[route];
  const to = [...recipients[route]];
  return {
    name: `${stack}: ${route}`,
    filter: { tags: [...stackTags(stack), routeTag(route)] },
    ...(of === "all"
      ? { recipients: to }
      : {
          conditionalRecipients: {
            conditions: [{ scope: `transition_type:${TRANSITION[of]}`, recipients: to }],
          },
        }),
  };
}

/** What Datadog would refuse of the rules. */
export function faultsOfRules(recipients: Recipients): [of: string, faults: string[]][] {
  return ROUTE_KEYS.map((route) => {
    const count = recipients[route].length;
    const fault = `has ${count} recipients, and may have ${MOST}: use a mailing list`;
    return [`the notification rule ${route}`, count > MOST ? [fault] : []];
  });
}
