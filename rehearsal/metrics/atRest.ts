import type { Watched } from "./monitors.ts";
import type { Expression, Plain } from "./query.ts";
import type { Tags } from "./series.ts";

/** What a database or a cache reports of itself. */
export interface Reported {
  readonly metric: string;
  readonly tags: Tags;
  readonly value: number;
}

/** What is in use when nothing ails them, in percent, by the monitor that queries it. */
const IN_USE: Readonly<Record<string, number>> = {
  "database-connections": 10,
  "database-cpu": 22,
  "redis-connections": 10,
  "redis-memory": 35,
};

/** What there is at most, where a metric says it. */
const MOST = 1000;

/** What databases and caches report when nothing ails them: whatever the declared monitors query. */
export function atRest(monitors: readonly Watched[]): readonly Reported[] {
  return monitors.flatMap(({ key, query: { expression } }) => {
    const share = IN_USE[key];
    if (share === undefined) return [];
    const { used, most } = partIn(expression, key);
    if (most === undefined) return [reported(used, share)];
    const value = (share / 100) * (typeof most === "number" ? most : MOST);
    return [reported(used, value), ...(typeof most === "number" ? [] : [reported(most, MOST)])];
  });
}

/** `used`, or `used / most * 100`. */
function partIn(
  expression: Expression,
  key: string,
): {
  readonly used: Plain;
  readonly most?: number | Plain;
} {
  if (expression.is === "series") return { used: expression };
  if (expression.is === "*" && expression.left.is === "/") {
    const { left, right } = expression.left;
    if (left.is === "series" && right.is === "number") return { used: left, most: right.value };
    if (left.is === "series" && right.is === "series") return { used: left, most: right };
  }
  throw new Error(
    `the rehearsal has no numbers for the query of ${key}: add such a query to rehearsal/metrics/atRest.ts`,
  );
}

function reported({ metric, scope }: Plain, value: number): Reported {
  return { metric, tags: scope, value };
}
