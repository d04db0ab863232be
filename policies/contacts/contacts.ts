import { isLoopback } from "../../config/clouds.ts";
import { secondsBetween, type Instant } from "../../rollout/time.ts";
import { productionPolicy } from "../lib/policy.ts";

/** The days for which a contact counts that somebody tried. */
const DAYS = 90;

/** Reserved for examples: https://www.rfc-editor.org/rfc/rfc2606 */
const EXAMPLE = /[@./]example\.(com|net|org)\b|\.(test|example|invalid|localhost)(\/|$)/;
/** Reserved for fiction: https://nationalnanpa.com/number_resource_info/555_numbers.html */
const FICTION = /^\+1\d{3}55501\d{2}$/;
const PLACEHOLDER = /^(name|n\/?a|none|tbd|tba|todo|xxx+|unknown|someone|\?+|-+)$/i;

interface Contact {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  readonly confirmedAt: string;
}

export default productionPolicy({
  name: "contacts",
  level: "mandatory",
  severity: "high",
  description: `Whoever is called at night is real, and was tried within ${DAYS} days.`,
  remediation: "Try each contact, mend what is out of date, and set its confirmedAt.",
  judge: ({ config: { contacts, datadog }, now, clock }) => {
    const { vendors, ...people } = contacts;
    const all: (readonly [key: string, contact: Contact])[] = [
      ...Object.entries(people),
      ["vendors.vercel", vendors.vercel],
      ["vendors.database", vendors.database],
      ...vendors.thirdParty.map((one, index) => [`vendors.thirdParty[${index}]`, one] as const),
    ];
    // A rehearsal, which alone has its Datadog on this machine, calls nobody.
    const rehearsed = datadog.host !== undefined && isLoopback(datadog.host);
    return all.flatMap(([key, contact]) =>
      [...untried(contact, now, clock), ...(rehearsed ? [] : unreal(contact))].map(
        (fault) => `canary:contacts.${key} ${fault}`,
      ),
    );
  },
});

function untried({ confirmedAt }: Contact, now: Instant, clock: Instant): string[] {
  const before = (moment: Instant) =>
    secondsBetween(`${confirmedAt}T00:00:00Z`, moment) / (24 * 60 * 60);
  // A day begins sooner in the east: what was tried there today may be tomorrow here.
  if (before(clock) < -1) return [`was confirmed on ${confirmedAt}, which is not yet`];
  // Not "older than": a day that cannot be read must not count.
  return before(now) < DAYS + 1
    ? []
    : [`was last confirmed on ${confirmedAt}, ${DAYS} days ago at most`];
}

function unreal({ name, phone = "", email = "", url = "" }: Contact): string[] {
  return [
    ...(PLACEHOLDER.test(name.trim()) ? ["has a placeholder for a name"] : []),
    ...(FICTION.test(phone) ? ["has a telephone number that is reserved for fiction"] : []),
    ...(EXAMPLE.test(email) ? ["has an e-mail address that is reserved for examples"] : []),
    ...(EXAMPLE.test(`/${url.replace(/^https:\/\//, "")}`)
      ? ["has a web address that is reserved for examples"]
      : []),
  ];
}
