import { isAbsent, present, type Absent } from "../../rollout/parts.ts";
import { secondsBetween, type Instant } from "../../rollout/time.ts";
import { productionPolicy } from "../lib/policy.ts";

/** The days for which a contact counts that somebody tried. */
const DAYS = 90;

interface Contact {
  readonly confirmedAt: string;
}

export default productionPolicy({
  name: "contacts",
  level: "mandatory",
  severity: "high",
  description: `Whoever is called at night was tried within ${DAYS} days.`,
  remediation: "Try each contact, mend what is out of date, and set its confirmedAt.",
  judge: ({ config: { contacts }, now, clock }) => {
    const { vendors, ...people } = contacts;
    const all: (readonly [key: string, contact: Contact])[] = [
      ...Object.entries(people),
      ...named("vendors.vercel", vendors.vercel),
      ...named("vendors.database", vendors.database),
      ...(present(vendors.thirdParty) ?? []).map(
        (one, index) => [`vendors.thirdParty[${index}]`, one] as const,
      ),
    ];
    return all.flatMap(([key, contact]) =>
      untried(contact, now, clock).map((fault) => `contacts.${key} ${fault}`),
    );
  },
});

function named(key: string, contact: Contact | Absent) {
  return isAbsent(contact) ? [] : [[key, contact] as const];
}

function untried({ confirmedAt }: Contact, now: Instant, clock: Instant): string[] {
  const before = (instant: Instant) =>
    secondsBetween(`${confirmedAt}T00:00:00Z`, instant) / (24 * 60 * 60);
  // A day begins sooner in the east: what was tried there today may be tomorrow here.
  if (before(clock) < -1) return [`was confirmed on ${confirmedAt}, which is not yet`];
  // Not "older than": a day that cannot be read must not count.
  return before(now) < DAYS + 1
    ? []
    : [
        `was last confirmed on ${confirmedAt}, ${Math.floor(before(now))} days ago, which may be ${DAYS} at most`,
      ];
}
