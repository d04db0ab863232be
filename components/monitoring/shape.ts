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

/** Trailing `> 5`: https://github.com/grosser/kennel, https://github.com/DataDog/datadog-operator/issues/2106 */
export const TRAILING = /(>=|<=|==|!=|>|<)\s*(-?\d+(?:\.\d+)?)\s*$/;

/** What a query compares with, and how; none for composites and service checks. */
export function comparison({ type, query }: Pick<MonitorShape, "type" | "query">) {
  if (type === "composite" || type === "service check") return undefined;
  const [, operator, value] = TRAILING.exec(query.trim()) ?? [];
  return operator === undefined ? undefined : { operator, value: Number(value) };
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
