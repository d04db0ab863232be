import type { VerifiedBy } from "./evidence.ts";
import { evidenced, type Item } from "./item.ts";
import { afterwards } from "./items/afterwards.ts";
import { alerting } from "./items/alerting.ts";
import { communication } from "./items/communication.ts";
import { contacts } from "./items/contacts.ts";
import { deployment } from "./items/deployment.ts";
import { postDeployment } from "./items/postDeployment.ts";
import { preDeployment } from "./items/preDeployment.ts";
import { rollbackPlan } from "./items/rollbackPlan.ts";

/** The whole checklist in its order: 96 boxes and six contacts. */
export const ITEMS: readonly Item[] = [
  ...preDeployment,
  ...deployment,
  ...postDeployment,
  ...rollbackPlan,
  ...alerting,
  ...communication,
  ...afterwards,
  ...contacts,
];

/** The item of an id. */
export function itemOf(id: string): Item | undefined {
  return ITEMS.find((item) => item.id === id);
}

/** The items that evidence is kept for. */
export const EVIDENCED: readonly Item[] = ITEMS.filter((item) => evidenced(item) !== undefined);

/** Who may verify each of them, by id. */
export const VERIFIED_BY: ReadonlyMap<string, VerifiedBy> = new Map(
  EVIDENCED.map((item) => [item.id, evidenced(item) === "attest" ? "person" : "command"]),
);

/** The ids of the items that a policy covers. */
export function itemsCoveredBy(policy: string): readonly string[] {
  return ITEMS.filter(({ coveredBy }) =>
    coveredBy.some((coverage) => coverage.by === "policy" && coverage.policy === policy),
  ).map(({ id }) => id);
}
