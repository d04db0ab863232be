import { weighExemptions } from "../../checklist/exemption.ts";
import { ITEMS } from "../../checklist/items.ts";
import { activeExemptions, type ActiveExemption } from "../../checklist/activeExemptions.ts";
import { approvers, exemptions } from "../../config/exemptions.ts";
import { plan } from "../../config/plan.ts";
import { thresholds } from "../../config/thresholds.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Instant } from "../../rollout/time.ts";
import { json } from "../json.ts";
import type { Event } from "./events.ts";
import { ownConfig } from "./ownConfig.ts";

/** What is exempted now, by the config that a preview was made with and by the record that results. */
export function exemptionsIn(
  events: readonly Event[],
  record: RolloutRecord | undefined,
  now: Instant,
): readonly ActiveExemption[] {
  const config = ownConfig(events);
  const value = (key: string) => json(config?.[key]);
  const requested = exemptions.safeParse(value("exemptions"));
  const by = approvers.safeParse(value("approvers"));
  const loosened = {
    thresholds: thresholds.safeParse(value("thresholds")),
    plan: plan.safeParse(value("plan")),
  };
  // The program reports what cannot be read; it exempts nothing.
  if (!loosened.thresholds.success || !loosened.plan.success) return [];
  const counting =
    requested.success && by.success
      ? weighExemptions(requested.data, { approvers: by.data, items: ITEMS, now }).counting
      : [];
  return activeExemptions(counting, record, {
    thresholds: loosened.thresholds.data,
    plan: loosened.plan.data,
  });
}
