import assert from "node:assert/strict";
import { refuses } from "./refusal.ts";
import * as a from "./samples.ts";
import { stand } from "./stand.ts";

refuses("ACM", [
  {
    it: "a validation without its proof, after a while",
    when: async (clouds) => {
      const { id } = await clouds.create(a.CERTIFICATE, a.certificate());
      return clouds.create(a.VALIDATION, { certificateArn: id, region: "us-east-1" });
    },
    says: /to be issued: timeout .*Cloudflare holds no CNAME _\w{32}\.www\.example\.com\. with/,
  },
  {
    it: "a validation that names other records than the proof",
    when: async (clouds) => {
      const validationRecordFqdns = ["_other.www.example.com"];
      const certificateArn = await a.issued(clouds);
      return clouds.create(a.VALIDATION, {
        certificateArn,
        region: "us-east-1",
        validationRecordFqdns,
      });
    },
    says: /missing www\.example\.com DNS validation record: _\w{32}\.www\.example\.com/,
  },
  {
    it: "a validation of no certificate",
    when: (clouds) =>
      clouds.create(a.VALIDATION, { certificateArn: "arn:none", region: "us-east-1" }),
    says: /reading ACM Certificate \(arn:none\): couldn't find resource/,
  },
]);

describe("a certificate", () => {
  it("is pending until its proof is there, then issued, and stays so", async () => {
    const clouds = stand();
    const { id, outputs } = await clouds.create(a.CERTIFICATE, a.certificate());
    const status = async () => (await clouds.read(a.CERTIFICATE, id)).outputs["status"];
    assert.equal(await status(), "PENDING_VALIDATION");
    const proof = await a.prove(clouds, outputs);
    assert.equal(await status(), "ISSUED");
    await clouds.delete(a.DNS_RECORD, proof.id);
    await clouds.update(a.CERTIFICATE, id, a.certificate({ tags: { a: "b" } }));
    assert.equal(await status(), "ISSUED");
  });

  for (const wrong of [{ content: "other.example.net" }, { name: "other" }, { type: "TXT" }]) {
    it(`stays pending where the record at Cloudflare has another ${Object.keys(wrong).join()}`, async () => {
      const clouds = stand();
      const { id, outputs } = await clouds.create(a.CERTIFICATE, a.certificate());
      await a.prove(clouds, outputs, wrong);
      assert.equal((await clouds.read(a.CERTIFICATE, id)).outputs["status"], "PENDING_VALIDATION");
    });
  }

  it("is waited for while its proof is put in its place", async () => {
    const clouds = stand();
    const { id, outputs } = await clouds.create(a.CERTIFICATE, a.certificate());
    const waiting = clouds.create(a.VALIDATION, { certificateArn: id, region: "us-east-1" });
    await a.prove(clouds, outputs);
    await waiting;
  });
});

describe("a certificate with alternative names", () => {
  it("needs each name's proof, and shows no difference", async () => {
    const clouds = stand();
    const inputs = a.certificate({ subjectAlternativeNames: ["example.com"] });
    const { id, outputs } = await clouds.create(a.CERTIFICATE, inputs);
    assert.deepEqual(
      clouds.of(a.CERTIFICATE).diff(a.CERTIFICATE, { inputs, outputs }, inputs).keys,
      [],
    );
    await a.prove(clouds, outputs);
    assert.equal((await clouds.read(a.CERTIFICATE, id)).outputs["status"], "PENDING_VALIDATION");
  });
});
