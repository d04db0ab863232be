import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  TRUNCATED_RESPONSE,
  type Answer,
  type OptAnswer,
  type Packet,
  type RecordType,
} from "dns-packet";
import type { Reply } from "./answer.ts";
import type { Zone, ZoneRecord } from "./zone.ts";

/** https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
export const RCODE = { ok: 0, failure: 2, nxdomain: 3, refused: 5 } as const;

/** What a server sends over UDP at most where the client said nothing, in octets. */
const UDP_SIZE = 512;
/** And where it did: https://www.dnsflagday.net/2020/ */
const EDNS_SIZE = 1232;

/** A question of a client, and how long an answer it takes over UDP. */
export interface Query {
  readonly packet: Packet;
  readonly name: string;
  readonly type: RecordType;
  readonly udpSize: number;
  readonly edns: boolean;
}

/** Read a query; undefined where it is none. */
export function readQuery(bytes: Buffer): Query | undefined {
  const packet = attempt(() => decode(bytes));
  const [question, ...others] = packet?.questions ?? [];
  if (!packet || packet.type !== "query" || !question || others.length > 0) return undefined;
  const edns = packet.additionals?.find((one): one is OptAnswer => one.type === "OPT");
  return {
    packet,
    name: question.name,
    type: question.type,
    udpSize: edns ? Math.min(Math.max(edns.udpPayloadSize, UDP_SIZE), EDNS_SIZE) : UDP_SIZE,
    edns: edns !== undefined,
  };
}

/** What is sent back to a query: its sections, and its code. */
export interface Response {
  readonly rcode: number;
  readonly flags?: number;
  readonly answers?: readonly Answer[];
  readonly authorities?: readonly Answer[];
}

/** An authoritative server's reply as a message. */
export function authoritative(query: Query, reply: Reply | undefined): Response {
  const flags = AUTHORITATIVE_ANSWER;
  switch (reply?.is) {
    case "answer":
      return { rcode: RCODE.ok, flags, answers: answers(reply.records, query.name) };
    case "referral":
      return { rcode: RCODE.ok, authorities: answers(reply.nameServers) };
    case "nodata":
    case "nxdomain":
      return {
        rcode: reply.is === "nodata" ? RCODE.ok : RCODE.nxdomain,
        flags,
        answers: answers(reply.records, query.name),
        authorities: [soa(reply.zone)],
      };
    default:
      return { rcode: RCODE.refused };
  }
}

/** A response in octets; over UDP one that is too long is cut, and says so. */
export function write(query: Query, response: Response, over: "udp" | "tcp"): Buffer {
  const whole = pack(query, response);
  if (over === "tcp" || whole.length <= query.udpSize) return whole;
  return pack(query, { rcode: response.rcode, flags: (response.flags ?? 0) | TRUNCATED_RESPONSE });
}

function pack({ packet, edns }: Query, response: Response): Buffer {
  const recursionDesired = (packet.flags ?? 0) & 0x0100;
  return encode({
    type: "response",
    id: packet.id,
    flags: (response.flags ?? 0) | recursionDesired | response.rcode,
    // As it was queried, capitals and all: https://www.rfc-editor.org/rfc/rfc4343
    questions: packet.questions,
    answers: [...(response.answers ?? [])],
    authorities: [...(response.authorities ?? [])],
    additionals: edns ? [OPT] : [],
  });
}

const OPT: OptAnswer = {
  type: "OPT",
  name: ".",
  udpPayloadSize: EDNS_SIZE,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** Records as a message has them; those of the queried name are spelled as it was. */
export function answers(records: readonly ZoneRecord[], wanted = ""): Answer[] {
  return records.flatMap(({ name, type, ttl, values }) =>
    values.map((data): Answer => {
      const owner = { name: name === wanted.toLowerCase() ? wanted : name, ttl };
      if (type === "TXT") return { ...owner, type, data: [data] };
      return type === "CAA" ? { ...owner, type, data: caa(data) } : { ...owner, type, data };
    }),
  );
}

/** `0 issue "amazon.com"`: https://www.rfc-editor.org/rfc/rfc8659#section-4.1.1 */
function caa(text: string) {
  const [, flags = "0", tag = "issue", value = ""] =
    /^(\d+) (issue|issuewild|iodef) "?([^"]*)"?$/.exec(text) ?? [];
  return { flags: Number(flags), tag: tag as "issue" | "issuewild" | "iodef", value };
}

function soa({ apex, nameServers: [mname = ""], contact: rname, negativeTtl }: Zone): Answer {
  const times = { serial: 1, refresh: 7200, retry: 900, expire: 1_209_600, minimum: negativeTtl };
  return { type: "SOA", name: apex, ttl: negativeTtl, data: { mname, rname, ...times } };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
