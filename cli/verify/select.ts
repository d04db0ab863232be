import { requirementsOf, showing } from "../../checklist/requirements.ts";
import { evidenced, type Item } from "../../checklist/item.ts";
import { EVIDENCED, itemOf, ITEMS } from "../../checklist/items.ts";
import { notApplicable, type Scope } from "../../checklist/scope.ts";
import { SECTIONS } from "../../checklist/section.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Release } from "../../rollout/release.ts";
import type { Request } from "../../rollout/request.ts";
import type { Instant } from "../../rollout/time.ts";
import { hasCanary, isHalted } from "../../rollout/traffic.ts";
import { nextStep, requested } from "../step.ts";
import { UserError } from "../userError.ts";
import { prepared, releaseFor } from "./subject.ts";

/** An item to verify, and the release that it is verified for. */
export interface Selected {
  readonly item: Item;
  readonly release: Release;
}

export interface Selection {
  /** Items and sections by their ids, as typed; none takes what the next step requires. */
  readonly typed: readonly string[];
  readonly record: RolloutRecord;
  readonly request: Request;
  /** What of the checklist is required of this stack. */
  readonly scope: Scope;
  /** Whether the stack file names a command for it, whoever may verify it otherwise. */
  readonly isCommand: (item: Item) => boolean;
  /** Whether an item was verified for a release since a time: what is owed is verified once. */
  readonly isVerified: (item: string, release: Release, since: Instant) => boolean;
}

/** What to verify. Throws (`UserError`) with all that cannot be. */
export function select(selection: Selection): Selected[] {
  const { typed, request, isCommand } = selection;
  const record = prepared(selection.record, request);
  const items = typed.length === 0 ? nextRequired(record, selection) : named(typed, selection);
  return items
    .filter((item) => evidenced(item) === "verify" || isCommand(item))
    .map((item) => ({ item, release: releaseFor(item, record) }));
}

/** What the next step requires and, before a start, what is still owed for the rollout before. */
function nextRequired(record: RolloutRecord, { request, scope, isVerified }: Selection): Item[] {
  const { owed, percentage } = record;
  // A halted release does not increase: after a roll back, only what is owed is required of it.
  const increases = hasCanary(record) && !isHalted(record, record.canary);
  const next = requested(request, increases ? nextStep(record, request).change : {});
  const { required, closeOut } = requirementsOf(record, next, {}, scope);
  const open = closeOut.filter(({ item }) => owed && !isVerified(item, owed.release, owed.at));
  const ids = [...(increases ? required : []), ...(percentage === 0 ? open : [])].map(
    ({ item }) => item,
  );
  return ITEMS.filter(({ id }) => ids.includes(id));
}

function named(typed: readonly string[], { scope, isCommand }: Selection): Item[] {
  const faults: string[] = [];
  const ids = typed.flatMap((word) => {
    const item = itemOf(word);
    const why = item && notApplicable(item, scope);
    if (why !== undefined) {
      faults.push(`${word} does not apply: ${why}`);
      return [];
    }
    if (item) {
      if (evidenced(item) === "verify" || isCommand(item)) return [word];
      const how = evidenced(item)
        ? `is attested by a person: ${showing(item)}`
        : `needs no evidence: ./canary checklist says what covers it`;
      faults.push(`${word} ${how}`);
      return [];
    }
    if (SECTIONS.some(({ id }) => id === word))
      return EVIDENCED.filter(
        (one) => one.section === word && notApplicable(one, scope) === undefined,
      ).map(({ id }) => id);
    faults.push(`${word} is no item and no section`);
    return [];
  });
  if (faults.length > 0) {
    const sections = SECTIONS.map(({ id }) => id).filter((section) =>
      EVIDENCED.some((item) => item.section === section),
    );
    throw new UserError(
      `${faults.join("\n")}\nItems are listed by ./canary verify --list; sections are ${sections.join(", ")}`,
    );
  }
  return ITEMS.filter(({ id }) => ids.includes(id));
}
