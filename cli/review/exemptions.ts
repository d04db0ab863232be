import { weighExemptions } from "../../checklist/exemption.ts";
import { ITEMS } from "../../checklist/items.ts";
import { approvers, exemptions } from "../../config/exemptions.ts";
import type { Exemption } from "../../rollout/facts.ts";
import type { Instant } from "../../rollout/time.ts";
import type { Event } from "./events.ts";
import { ownConfig } from "./ownConfig.ts";
import { json } from "../json.ts";

/** The exemptions that count now, from the config that a preview was made with. */
export function exemptionsIn(events: readonly Event[], now: Instant): readonly Exemption[] {
  const config = ownConfig(events);
  const asked = exemptions.safeParse(json(config?.["exemptions"]));
  const by = approvers.safeParse(json(config?.["approvers"]));
  // What cannot be read is the program's to say, and lets nothing pass.
  if (!asked.success || !by.success) return [];
  return weighExemptions(asked.data, { approvers: by.data, items: ITEMS, now }).counting;
}
