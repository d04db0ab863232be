import { z } from "zod";
import { instant, prose, text } from "./kinds.ts";

/** Who may exempt an item, by name; nobody where absent. */
export const approvers = z.array(prose("Alex Doe")).default([]);

const exemption = z.strictObject({
  /**
   * The item's id, or `release-changed`. docs/checklist.md has the ids, and which items are never exempted; an
   * entry for one of those does not count.
   */
  item: text(/^[a-z0-9-]{1,60}$/, "the id of an item of the checklist", "ux-links-assets"),
  /** Who exempts it: one of `approvers`. */
  by: prose("Alex Doe"),
  /** Why it is exempted. */
  reason: prose("the crawler cannot sign in yet"),
  /** From when on it no longer counts. */
  expires: instant,
});

/** The items that are exempted for a while; none where absent. */
export const exemptions = z.array(exemption).default([]);

/** How more is allowed, after what is allowed without an exemption. */
export function byExemption(items: readonly string[]): string {
  return `; looser only for a while, by an entry under exemptions: item (${items.join(", ")}), by (one of approvers), reason and expires`;
}
