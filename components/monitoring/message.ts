import { plainKey } from "../../rollout/checks.ts";
import { ROUTES, type Recipients } from "../../rollout/routing.ts";
import type { Definition } from "./definition.ts";

/** Where a monitor's part of the runbook is; all public hosts share one. */
export function runbookOf(runbookUrl: string, key: string): string {
  return `${runbookUrl}#${plainKey(key)}`;
}

/**
 * What an alert says: what it means, what to do, and where more is. Notification rules say who is
 * notified; a recovery alone is sent from here, to those whom only some severities reach.
 */
export function messageOf(
  key: string,
  { means, todo }: Pick<Definition, "means" | "todo">,
  {
    runbookUrl,
    recipients,
  }: { readonly runbookUrl?: string | undefined; readonly recipients?: Recipients | undefined },
): string {
  return [
    means,
    `What to do: ${todo}`,
    ...(runbookUrl === undefined ? [] : [`Runbook: ${runbookOf(runbookUrl, key)}`]),
    ...(recipients ? recoveries(key, recipients) : []),
  ].join("\n\n");
}

/**
 * A rule does not know what a monitor recovered from; a message does:
 * https://docs.datadoghq.com/monitors/notify/variables/#conditional-variables
 */
function recoveries(key: string, { critical, trigger, blind }: Recipients): string[] {
  const of = (route: keyof Recipients, handles: readonly string[]) =>
    ROUTES[route].monitors.includes(plainKey(key)) ? handles : [];
  return [
    sent("is_alert_recovery", [...of("critical", critical), ...of("trigger", trigger)]),
    sent("is_no_data_recovery", of("blind", blind)),
  ].flat();
}

function sent(when: string, handles: readonly string[]): string[] {
  if (handles.length === 0) return [];
  const mentions = handles.map((handle) => `@${handle}`).join(" ");
  return [`{{#${when}}} ${mentions} {{/${when}}}`];
}
