import assert from "node:assert/strict";
import { accepts, refuses } from "./refusal.ts";
import * as a from "./samples.ts";
import { stand } from "./stand.ts";

const behindCertificate = (acmCertificateArn: string, aliases = [a.HOST]) =>
  a.distribution({ aliases, viewerCertificate: { acmCertificateArn } });

refuses("CloudFront", [
  {
    it: "an alias that another distribution has",
    when: async (clouds) => {
      const arn = await a.issued(clouds);
      await clouds.create(a.DISTRIBUTION, behindCertificate(arn), "first");
      return clouds.create(a.DISTRIBUTION, behindCertificate(arn), "second");
    },
    says: /creating CloudFront Distribution: .*StatusCode: 409, CNAMEAlreadyExists/,
  },
  {
    it: "an alias without a certificate",
    when: (clouds) => clouds.create(a.DISTRIBUTION, a.distribution({ aliases: [a.HOST] })),
    says: /InvalidViewerCertificate: To add an alternate domain name/,
  },
  {
    it: "an alias that the certificate does not cover",
    when: async (clouds) => {
      const arn = await a.issued(clouds, { domainName: "*.example.com" });
      return clouds.create(a.DISTRIBUTION, behindCertificate(arn, ["a.b.example.com"]));
    },
    says: /InvalidViewerCertificate: .*doesn't cover the alternate domain name/,
  },
  {
    it: "a certificate that is not issued",
    when: async (clouds) => {
      const { id } = await clouds.create(a.CERTIFICATE, a.certificate());
      return clouds.create(a.DISTRIBUTION, behindCertificate(id));
    },
    says: /InvalidViewerCertificate: The specified SSL certificate doesn't exist/,
  },
  {
    it: "a certificate of another region",
    when: async (clouds) =>
      clouds.create(
        a.DISTRIBUTION,
        behindCertificate(await a.issued(clouds, { region: "eu-west-1" })),
      ),
    says: /isn't in us-east-1 region/,
  },
  {
    it: "a behaviour that leads to no origin, also in an update",
    when: async (clouds) => {
      const { id } = await clouds.create(a.DISTRIBUTION, a.distribution());
      const origins = [{ originId: "other", domainName: "other.example.com" }];
      return clouds.update(a.DISTRIBUTION, id, a.distribution({ origins }));
    },
    says: /updating CloudFront Distribution \(E\w+\): .*StatusCode: 404, NoSuchOrigin/,
  },
]);

accepts("CloudFront", {
  "a change of the distribution that has the alias": async (clouds) => {
    const inputs = behindCertificate(await a.issued(clouds));
    const { id } = await clouds.create(a.DISTRIBUTION, inputs);
    return clouds.update(a.DISTRIBUTION, id, { ...inputs, comment: "x" });
  },
  "an alias that a wildcard certificate covers": async (clouds) =>
    clouds.create(
      a.DISTRIBUTION,
      behindCertificate(await a.issued(clouds, { domainName: "*.example.com" })),
    ),
});

describe("a distribution", () => {
  it("has another etag after every change, and the same name", async () => {
    const clouds = stand();
    const { id, outputs } = await clouds.create(a.DISTRIBUTION, a.distribution());
    const changed = await clouds.update(a.DISTRIBUTION, id, a.distribution({ comment: "x" }));
    assert.notEqual(changed.outputs["etag"], outputs["etag"]);
    assert.equal(changed.outputs["domainName"], outputs["domainName"]);
  });
});
