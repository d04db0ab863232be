import { comparison as comparedIn } from "../../rollout/comparison.ts";

/** A monitor's inputs, as far as a rule of Datadog's is about them. */
export interface MonitorShape {
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly message: string;
  readonly monitorThresholds?: Readonly<Partial<Record<ThresholdName, string>>>;
  readonly tags?: readonly string[];
  readonly priority?: string;
  readonly assets?: readonly {
    readonly category: string;
    readonly name: string;
    readonly url: string;
  }[];
  readonly draftStatus?: string;
  readonly includeTags?: boolean;
  readonly evaluationDelay?: number;
  readonly groupRetentionDuration?: string;
  readonly newGroupDelay?: number;
  readonly noDataTimeframe?: number;
  readonly notifyBies?: readonly string[];
  readonly notifyNoData?: boolean;
  readonly onMissingData?: string;
  readonly renotifyInterval?: number;
  readonly renotifyOccurrences?: number;
  readonly renotifyStatuses?: readonly string[];
  readonly escalationMessage?: string;
  readonly requireFullWindow?: boolean;
  readonly timeoutH?: number;
}

export type ThresholdName =
  "critical" | "warning" | "criticalRecovery" | "warningRecovery" | "ok" | "unknown";

/** What a query compares with, and how; none for composites and service checks. */
export function comparison({ type, query }: Pick<MonitorShape, "type" | "query">) {
  return type === "composite" || type === "service check" ? undefined : comparedIn(query);
}

/** The keys that a query groups by; `*` alone where it groups by none. */
export function groupsIn(query: string): string[] {
  const braces = [...query.matchAll(/ by \{([^}]+)\}/g)].flatMap(([, keys = ""]) =>
    keys.split(","),
  );
  const calls = [...query.matchAll(/\.by\(([^)]*)\)/g)].flatMap(([, keys = ""]) =>
    keys.split(",").map((key) => key.replace(/"/g, "")),
  );
  return [...new Set([...braces, ...calls].map((key) => key.trim()).filter((key) => key !== ""))];
}
