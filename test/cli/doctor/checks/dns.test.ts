import assert from "node:assert/strict";
import { decode, encode, type Answer } from "dns-packet";
import { caa } from "../../../../cli/doctor/checks/caa.ts";
import { delegation } from "../../../../cli/doctor/checks/delegation.ts";
import { serveDns } from "../../../measure/verify/nameServer.ts";
import { exampleConfig } from "../context.ts";
import { observed, giving, inState } from "../fakeClouds.ts";

/** A name server on this machine; a name and type that are not there have no record. */
function nameServer(records: readonly Answer[]) {
  return serveDns((query) => {
    const { id, questions = [] } = decode(query);
    const [question] = questions;
    const own = records.filter((one) => one.name === question?.name);
    const answers = own.filter((one) => [question?.type, "CNAME"].includes(one.type));
    // As a resolver does: with what a CNAME leads to.
    const led = answers.flatMap((one) =>
      one.type === "CNAME"
        ? records.filter(({ name, type }) => name === one.data && type === question?.type)
        : [],
    );
    return encode({ type: "response", id, flags: 0x180, questions, answers: [...answers, ...led] });
  });
}

const issue = (name: string, value: string): Answer => ({
  ...{ type: "CAA", name, ttl: 60 },
  data: { flags: 0, tag: "issue", value },
});
const VERCEL: Answer = { type: "CNAME", name: "www.example.com", data: "cname.vercel-dns.com" };

async function withRecords(check: typeof caa, records: readonly Answer[], more = {}) {
  using server = await nameServer(records);
  const config = exampleConfig({ resolvers: [server.address] });
  return await observed(check, {}, { config, ...more });
}

describe("CAA", () => {
  it("is in order without records, and with Amazon and Let's Encrypt", async () => {
    assert.match(await withRecords(caa, []), /^ok: AWS and Vercel may issue for www\.example\.com/);
    const both = [issue("example.com", "amazon.com"), issue("example.com", "letsencrypt.org")];
    assert.match(await withRecords(caa, both), /^ok/);
    const parameters = [
      issue("example.com", "amazonaws.com"),
      issue("example.com", "letsencrypt.org; validationmethods=http-01"),
    ];
    assert.match(await withRecords(caa, parameters), /^ok/);
  });

  it("is a fault of the zone's own records where one of the two may not issue", async () => {
    const text = await withRecords(caa, [issue("example.com", "letsencrypt.org")]);
    assert.match(
      text,
      /^fault: the CAA records for www\.example\.com \(of example\.com\) let letsencrypt\.org alone issue \| amazon\.com among them: AWS .* \| add to example\.com: CAA 0 issue "amazon\.com"$/,
    );
    const other = await withRecords(caa, [issue("example.com", "amazon.com")]);
    assert.equal(other.match(/letsencrypt\.org among them: Vercel/g)?.length, 3);
    assert.match(await withRecords(caa, [issue("example.com", ";")]), /let nobody issue/);
  });

  it("is a fault of Vercel's records, which count where the host leads there", async () => {
    const text = await withRecords(caa, [VERCEL, issue("cname.vercel-dns.com", "letsencrypt.org")]);
    assert.match(text, /^fault: .*its own, or of where it leads to.*vercel\.target/);
    assert.equal(text.split("\n").length, 1);
  });

  it("is unknown where no resolver answers", async () => {
    const config = exampleConfig({ resolvers: ["127.0.0.1:9"] });
    assert.match(await observed(caa, {}, { config }), /^unknown: no answer .*dig \+short CAA/);
  });
});

describe("the zone of the weighted records", () => {
  const name = exampleConfig().hosts.delegated;
  const ns = (data: string): Answer => ({ type: "NS", name, data });

  it("is a fault where somebody else's servers have it", async () => {
    assert.match(await withRecords(delegation, []), /^ok: delegated by nobody else/);
    assert.match(
      await withRecords(delegation, [ns("ns-1.awsdns-01.com")]),
      /^fault: rollout\.www\.example\.com is delegated already, to ns-1\.awsdns-01\.com/,
    );
    const zone = inState("aws:route53/zone:Zone", "Z1", { nameServers: ["ns-1.awsdns-01.com"] });
    const resources = giving([zone]);
    assert.match(await withRecords(delegation, [ns("ns-1.awsdns-01.com")], { resources }), /^ok/);
  });

  it("is unknown where no name server answers", async () => {
    const config = exampleConfig({ resolvers: ["127.0.0.1:9"] });
    assert.match(
      await observed(delegation, {}, { config }),
      /^unknown: whether rollout\.www\.example\.com is delegated .*dig \+short NS/,
    );
  });
});
