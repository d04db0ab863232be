/** Trailing `> 5`: https://github.com/grosser/kennel, https://github.com/DataDog/datadog-operator/issues/2106 */
export const TRAILING = /(>=|<=|==|!=|>|<)\s*(-?\d+(?:\.\d+)?)\s*$/;

/** What a monitor's query compares with, and how; nothing where it ends in no comparison. */
export function comparison(query: string): { operator: string; value: number } | undefined {
  const [, operator, value] = TRAILING.exec(query.trim()) ?? [];
  return operator === undefined ? undefined : { operator, value: Number(value) };
}
