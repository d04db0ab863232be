import { plainKey } from "./checks.ts";
import { MONITORS } from "./monitors.ts";
import { TRIGGERS } from "./triggers.ts";

/** The groups that are notified of a rollout, and what each does. */
export const GROUPS = {
  development: "Builds the release",
  operations: "Runs it",
  product: "Decides what is in it",
  support: "Answers customers",
  executive: "Is notified of serious incidents alone",
} as const;

export type Group = keyof typeof GROUPS;

/** The channels of alerts beside each group's own mail: the Slack channel, a mailing list, text messages. */
export type Channel = "slack" | "email" | "sms";

/** What a monitor comes to say; a recovery from it goes where it went. */
export const SEVERITIES = ["critical", "warning", "no data"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Whom some monitors notify, and of what. */
export interface Route {
  /** What it notifies of; a route of all severities gets every change. */
  readonly of: Severity | "all";
  /** The keys of the monitors that take it. */
  readonly monitors: readonly string[];
  readonly groups: readonly Group[];
  readonly channels: readonly Channel[];
}

export type RouteKey = "all" | "critical" | "trigger" | "blind";

const all = MONITORS.map(({ key }) => key);
const triggers = TRIGGERS.flatMap(({ monitors }) => monitors);

/**
 * Who is notified. A notification goes to all routes that it matches, each address once.
 *
 * - Those who build and run the release are notified of everything, in Slack and by mail.
 * - A critical alert goes to all who have to act or to answer, and to the phones.
 * - Executives are notified only where it calls for a roll back.
 * - No data goes to the phones too where it could hide a critical alert: where a monitor
 *   distinguishes silence from health for others, or detects a trigger itself. Elsewhere it can wait
 *   for somebody who reads.
 */
export const ROUTES: Readonly<Record<RouteKey, Route>> = {
  all: {
    of: "all",
    monitors: all,
    groups: ["development", "operations"],
    channels: ["slack", "email"],
  },
  critical: { of: "critical", monitors: all, groups: ["product", "support"], channels: ["sms"] },
  trigger: { of: "critical", monitors: triggers, groups: ["executive"], channels: [] },
  blind: {
    of: "no data",
    monitors: all.filter(
      (key) => triggers.includes(key) || MONITORS.some(({ witness }) => witness === key),
    ),
    groups: [],
    channels: ["sms"],
  },
};

export const ROUTE_KEYS = Object.keys(ROUTES) as RouteKey[];

/** The addresses of each route, as Datadog's handles without the @. */
export type Recipients = Readonly<Record<RouteKey, readonly string[]>>;

/** The routes that a monitor's notifications of a severity take. */
export function routesOf(key: string, severity: Severity): RouteKey[] {
  return ROUTE_KEYS.filter((route) => {
    const { of, monitors } = ROUTES[route];
    return (of === "all" || of === severity) && monitors.includes(plainKey(key));
  });
}

/** Who is notified of a monitor's severity, and of its recovery. */
export function notified(key: string, severity: Severity): Pick<Route, "groups" | "channels"> {
  const routes = routesOf(key, severity).map((route) => ROUTES[route]);
  return {
    groups: routes.flatMap(({ groups }) => groups),
    channels: routes.flatMap(({ channels }) => channels),
  };
}

/** The tag by which a route finds its monitors. */
export function routeTag(route: RouteKey): string {
  return `canary_route:${route}`;
}

/** The tags of a monitor's routes. */
export function routeTags(key: string): string[] {
  return ROUTE_KEYS.filter((route) => ROUTES[route].monitors.includes(plainKey(key))).map(routeTag);
}

/** A Slack channel, with its `#`, as Datadog's handle without the @. */
export function slackHandle(slack: { readonly account: string; readonly channel: string }): string {
  return `slack-${slack.account}-${slack.channel.replace(/^#/, "")}`;
}

/** The handle of a stack's own team at Datadog: `shop-production` for `shop/production`. */
export function ownTeam(stack: string): string {
  return stack.toLowerCase().replace(/[^a-z0-9._-]/g, "-");
}
