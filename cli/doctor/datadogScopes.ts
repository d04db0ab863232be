import type { ProductionConfig } from "../../config.ts";
import { present } from "../../rollout/parts.ts";

/** A permission of an application key, and what of the config needs it. */
export interface Scope {
  readonly name: string;
  readonly by: string;
  /** Whether the gate needs it: without it no start passes. */
  readonly isGate: boolean;
}

/**
 * What the application key must be allowed by what is declared. Names are those of
 * https://docs.datadoghq.com/account_management/rbac/permissions/, and each call's is on the page of its
 * part of https://docs.datadoghq.com/api/latest/
 */
export function scopesOf({ monitoring, channels, stakeholders, operations }: ProductionConfig) {
  const scopes: Scope[] = [
    ...gate("monitors_read", "timeseries_query"),
    ...declares("monitors", "monitors_write"),
    ...declares("the dashboard", "dashboards_read", "dashboards_write"),
    ...declares("the objective", "slos_read", "slos_write"),
    ...declares("rules of notification", "monitor_config_policy_write"),
    ...(present(monitoring.checks) === undefined
      ? []
      : [...gate("synthetics_read"), ...declares("monitoring.checks", "synthetics_write")]),
    ...(Object.values(stakeholders).some((one) => {
      const team = typeof one === "object" ? present(one) : undefined;
      return team !== undefined && !team.existing;
    })
      ? declares("stakeholders", "teams_read", "teams_manage")
      : []),
    ...(present(channels.statusPage)?.existing === false
      ? declares("channels.statusPage", "status_pages_settings_write")
      : []),
    ...(present(operations.archive) === undefined
      ? []
      : declares("operations.archive", "logs_write_archives")),
  ];
  return scopes;
}

function gate(...names: readonly string[]): Scope[] {
  return names.map((name) => ({ name, by: "the gate", isGate: true }));
}

function declares(by: string, ...names: readonly string[]): Scope[] {
  return names.map((name) => ({ name, by, isGate: false }));
}
