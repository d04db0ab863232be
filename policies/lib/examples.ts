import { BlockList, isIP } from "node:net";

/** The example domains: https://www.rfc-editor.org/rfc/rfc2606#section-3 */
const DOMAIN = /(^|\.)example\.(com|net|org)$/;
/** Top-level domains that lead nowhere: https://www.rfc-editor.org/rfc/rfc6761#section-6 */
const TOP = /\.(test|example|invalid|localhost)$|^localhost$/;

/** Addresses for documentation: RFC 5737, RFC 3849, RFC 9637. */
const ADDRESSES = new BlockList();
for (const [net, bits] of [
  ["192.0.2.0", 24],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
] as const)
  ADDRESSES.addSubnet(net, bits, "ipv4");
ADDRESSES.addSubnet("2001:db8::", 32, "ipv6");
ADDRESSES.addSubnet("3fff::", 20, "ipv6");

/**
 * 555 in North America: https://nationalnanpa.com/number_resource_info/555_numbers.html; as an area code it
 * is nobody's: https://nationalnanpa.com/area_codes/index.html
 */
const AMERICAN = /^\+1(\d{3}555|555\d{3})\d{4}$/;
/** Ofcom's numbers for drama: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama */
const BRITISH =
  /^\+44(7700900|2079460|1632960|8081570|9098790|3069990|2896496|2920180|(11[3-8]|1[2-9]1)4960)\d{3}$/;

/** Surnames that stand for nobody, whatever is before them: https://en.wikipedia.org/wiki/Placeholder_name */
const SURNAME = /.[\s_-](doe|mustermann|example)$|^(doe|mustermann|example),/i;
/** People whose surname others have too, with a letter between or none; the committed stack files' among them. */
const PEOPLE =
  /^((john|jane) (\w\.? )?(smith|public|roe)|(richard|kim) roe|sam poe|(joe|fred) bloggs|mary major|foo bar|test (user|person))$/i;
const NOBODY =
  /^(example\b.*|(your |full |first )?name|first(name)? last(name)?|n\/?a|none|tb[dac]|todo|xxx+|unknown|someone|somebody|\?+|-+)$/i;

/** Who owns a repository in instructions: https://docs.github.com/en/rest/repos/repos writes OWNER. */
const OWNER =
  /^(owner|org|organization|username|your[-_](org|organization|company|name|team|username))$/i;

/** The account of AWS's documentation, and the zone's id of the committed stack files. */
const IDS: readonly string[] = ["123456789012", "0123456789abcdef0123456789abcdef"];

/** What a value is an example of, as text; `undefined` where it may be somebody's. */
export function exampleIn(value: string): string | undefined {
  const text = value.trim();
  const host = hostOf(text);
  if (DOMAIN.test(host)) return "is in a domain that is reserved for examples (RFC 2606)";
  if (TOP.test(host)) return "is under a top-level domain that leads nowhere (RFC 6761)";
  if (isIP(host) > 0 && ADDRESSES.check(host, isIP(host) === 4 ? "ipv4" : "ipv6"))
    return "is an address that is reserved for documentation (RFC 5737, RFC 3849)";
  const number = text.replace(/[\s().-]/g, "");
  if (AMERICAN.test(number) || BRITISH.test(number))
    return "is a telephone number that is reserved for fiction";
  if (IDS.includes(text)) return "is the id of an example";
  return undefined;
}

/** The same of a name. */
export function exampleName(name: string): string | undefined {
  const text = name.trim().replace(/\s+/g, " ");
  if (SURNAME.test(text) || PEOPLE.test(text)) return "is an example's name, and nobody's";
  return NOBODY.test(text) ? "is a placeholder" : undefined;
}

/** The same of a repository's page. */
export function exampleRepository(address: string): string | undefined {
  const [owner = ""] = URL.canParse(address) ? new URL(address).pathname.split("/").slice(1) : [];
  return OWNER.test(owner) ? "names a placeholder for its owner" : undefined;
}

/** The host of an address on the web, of a mailbox, of a host and port, or the text itself. */
function hostOf(text: string): string {
  const url = /^[a-z][a-z+.-]*:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  const host = url?.hostname ?? text.slice(text.lastIndexOf("@") + 1);
  const bare = isIP(host) > 0 ? host : host.replace(/:\d+$/, "");
  return bare
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();
}
