import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { covers, sameName } from "../names.ts";
import { LOWER, UPPER } from "../store/draw.ts";
import { certificateKind, isIssued, namesOf } from "./certificate.ts";
import { distributionInputs, type DistributionInputs } from "./distributionInputs.ts";
import { ACCOUNT, apiError, type ApiError } from "./failures.ts";

/** The hosted zone of every distribution, as its SDK documents `hostedZoneId`. */
const HOSTED_ZONE = "Z2FDTNDATAQYW2";

const kind: Kind<DistributionInputs> = {
  token: "aws:cloudfront/distribution:Distribution",
  inputs: distributionInputs,
};

/** A distribution of CloudFront: deployed at once, where the real one takes minutes. */
export const distribution: ResourceType<DistributionInputs> = {
  ...kind,
  defaults: {
    httpVersion: "http2",
    isIpv6Enabled: false,
    priceClass: "PriceClass_All",
    retainOnDelete: false,
    staging: false,
    waitForDeployment: true,
  },
  immutable: ["staging"],
  computed: [
    "arn",
    "callerReference",
    "domainName",
    "etag",
    "hostedZoneId",
    "inProgressValidationBatches",
    "lastModifiedTime",
    "loggingV1Enabled",
    "status",
    "tagsAll",
    "trustedKeyGroups",
    "trustedSigners",
  ],
  identify: (_, draw) => `E${draw("id", 13, UPPER)}`,
  outputs: ({ tags, loggingConfig }, { id, draw, revision, created, modified }) => ({
    arn: `arn:aws:cloudfront::${ACCOUNT}:distribution/${id}`,
    callerReference: created,
    domainName: `d${draw("domain", 13, LOWER)}.cloudfront.net`,
    etag: `E${draw(`etag ${revision}`, 13, UPPER)}`,
    hostedZoneId: HOSTED_ZONE,
    inProgressValidationBatches: 0,
    lastModifiedTime: modified,
    loggingV1Enabled: loggingConfig !== undefined,
    status: "Deployed",
    tagsAll: tags ?? {},
    trustedKeyGroups: [{ enabled: false, items: [] }],
    trustedSigners: [{ enabled: false, items: [] }],
  }),
  refuses: (proposed, held) => {
    const { id, inputs } = proposed;
    const error =
      unknownOrigin(inputs) ?? badCertificate(inputs, held) ?? takenAlias(proposed, held);
    if (!error) return undefined;
    return apiError(
      id === undefined
        ? {
            doing: "creating CloudFront Distribution",
            call: "CloudFront: CreateDistributionWithTags",
            ...error,
          }
        : {
            doing: `updating CloudFront Distribution (${id})`,
            call: "CloudFront: UpdateDistribution",
            ...error,
          },
    );
  },
};

type Refusal = Pick<ApiError, "status" | "code" | "message">;

/** https://github.com/hashicorp/terraform/issues/18283 */
function unknownOrigin(inputs: DistributionInputs): Refusal | undefined {
  const groups = (inputs.originGroups ?? []) as readonly { originId?: string }[];
  const known = [...inputs.origins, ...groups].map(({ originId }) => originId);
  const behaviours = [inputs.defaultCacheBehavior, ...(inputs.orderedCacheBehaviors ?? [])];
  if (behaviours.every(({ targetOriginId }) => known.includes(targetOriginId))) return undefined;
  const message = "One or more of your origins or origin groups do not exist.";
  return { status: 404, code: "NoSuchOrigin", message };
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements */
function badCertificate(inputs: DistributionInputs, held: Held): Refusal | undefined {
  const { aliases = [], viewerCertificate } = inputs;
  if (viewerCertificate.iamCertificateId !== undefined) return undefined;
  const arn = viewerCertificate.acmCertificateArn;
  if (arn === undefined) return aliases.length === 0 ? undefined : invalidCertificate(NEEDED);
  const certificate = held.of(certificateKind).find(({ id }) => id === arn);
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
  return { status: 400, code: "InvalidViewerCertificate", message };
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-restrictions */
function takenAlias(proposed: Proposed<DistributionInputs>, held: Held): Refusal | undefined {
  const { id, inputs } = proposed;
  const taken = held
    .of(kind)
    .filter((one) => one.id !== id)
    .flatMap(({ outputs }) => outputs.aliases ?? []);
  if (!inputs.aliases?.some((alias) => taken.some((other) => sameName(alias, other)))) {
    return undefined;
  }
  const message =
    "One or more of the CNAMEs you provided are already associated with a different resource.";
  return { status: 409, code: "CNAMEAlreadyExists", message };
}
