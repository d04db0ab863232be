import { tagValue } from "../../rollout/tags.ts";

/** The tag that all monitors of a stack have. */
export function stackTag(stack: string): string {
  return `canary_stack:${tagValue(stack)}`;
}

/** The tag that says which of them a monitor is. */
export function monitorTag(key: string): string {
  return `canary_monitor:${key}`;
}
