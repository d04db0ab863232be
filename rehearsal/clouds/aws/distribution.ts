import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { covers, sameName } from "../names.ts";
import { LOWER, UPPER } from "../store/draw.ts";
import { certificate as ofAcm, isIssued, namesOf } from "./certificate.ts";
import { distributionInputs, type DistributionInputs } from "./distributionInputs.ts";
import { ACCOUNT, apiError } from "./failures.ts";

/** The hosted zone of every distribution, as its SDK documents `hostedZoneId`. */
const HOSTED_ZONE = "Z2FDTNDATAQYW2";

/** A distribution of CloudFront: deployed at once, where the real one takes minutes. */
export const distribution: ResourceType<DistributionInputs> = {
  token: "aws:cloudfront/distribution:Distribution",
  inputs: distributionInputs,
  defaults: {
    httpVersion: "http2",
    isIpv6Enabled: false,
    priceClass: "PriceClass_All",
    retainOnDelete: false,
    staging: false,
    waitForDeployment: true,
  },
  immutable: ["staging"],
  identify: (_, draw) => `E${draw("id", 13, UPPER)}`,
  adds: {
    arn: (_, { id }) => `arn:aws:cloudfront::${ACCOUNT}:distribution/${id}`,
    callerReference: (_, { created }) => created,
    domainName: (_, { draw }) => `d${draw("domain", 13, LOWER)}.cloudfront.net`,
    etag: (_, { draw, revision }) => `E${draw(`etag ${revision}`, 13, UPPER)}`,
    hostedZoneId: () => HOSTED_ZONE,
    inProgressValidationBatches: () => 0,
    lastModifiedTime: (_, { modified }) => modified,
    loggingV1Enabled: ({ loggingConfig }) => loggingConfig !== undefined,
    status: () => "Deployed",
    tagsAll: ({ tags }) => tags ?? {},
    trustedKeyGroups: () => [{ enabled: false, items: [] }],
    trustedSigners: () => [{ enabled: false, items: [] }],
  },
  refuses: (proposed, held) => {
    const { id, inputs } = proposed;
    const error =
      unknownOrigin(inputs) ?? badCertificate(inputs, held) ?? takenAlias(proposed, held);
    if (!error) return undefined;
    const [doing, call] =
      id === undefined
        ? ["creating CloudFront Distribution", "CreateDistributionWithTags"]
        : [`updating CloudFront Distribution (${id})`, "UpdateDistribution"];
    return apiError(doing, `CloudFront: ${call}`, ...error);
  },
};

/** An error, as its status and code, and what is said of it. */
type Refusal = readonly [error: string, message: string];

/** https://github.com/hashicorp/terraform/issues/18283 */
function unknownOrigin(inputs: DistributionInputs): Refusal | undefined {
  const names = [...inputs.origins, ...(inputs.originGroups ?? [])].map((one) => one.originId);
  const behaviours = [inputs.defaultCacheBehavior, ...(inputs.orderedCacheBehaviors ?? [])];
  if (behaviours.every(({ targetOriginId }) => names.includes(targetOriginId))) return undefined;
  const message = "One or more of your origins or origin groups do not exist.";
  return ["404, NoSuchOrigin", message];
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements */
function badCertificate(inputs: DistributionInputs, held: Held): Refusal | undefined {
  const { aliases = [], viewerCertificate } = inputs;
  if (viewerCertificate.iamCertificateId !== undefined) return undefined;
  const arn = viewerCertificate.acmCertificateArn;
  if (arn === undefined) return aliases.length === 0 ? undefined : invalidCertificate(NEEDED);
  const certificate = held.find(ofAcm, arn);
  if (!certificate || !isIssued(certificate) || certificate.outputs.region !== "us-east-1") {
    return invalidCertificate(UNUSABLE);
  }
  const names = namesOf(certificate.outputs);
  const covered = aliases.every((alias) => names.some((name) => covers(name, alias)));
  return covered ? undefined : invalidCertificate(NOT_COVERED);
}

const DETAILS =
  "For more details, see: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements";
const NEEDED = `To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name. ${DETAILS}`;
const UNUSABLE =
  "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.";
const NOT_COVERED = `The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that you're trying to add. ${DETAILS}`;

function invalidCertificate(message: string): Refusal {
  return ["400, InvalidViewerCertificate", message];
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-restrictions */
function takenAlias(proposed: Proposed<DistributionInputs>, held: Held): Refusal | undefined {
  const { id, inputs } = proposed;
  const taken = held.of(distribution, id).flatMap(({ outputs }) => outputs.aliases ?? []);
  if (!inputs.aliases?.some((alias) => taken.some((other) => sameName(alias, other)))) {
    return undefined;
  }
  const message =
    "One or more of the CNAMEs you provided are already associated with a different resource.";
  return ["409, CNAMEAlreadyExists", message];
}
