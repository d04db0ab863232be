import { resourceType, type Cloud } from "../resourceType.ts";
import { certificate } from "./certificate.ts";
import { certificateValidation } from "./certificateValidation.ts";
import { distribution } from "./distribution.ts";
import { wording } from "./failures.ts";
import { healthCheck } from "./healthCheck.ts";
import { record } from "./record.ts";
import { zone } from "./zone.ts";

/** AWS: Route 53, ACM and CloudFront. */
export const aws: Cloud = {
  name: "aws",
  sdk: "@pulumi/aws",
  types: [
    resourceType(zone),
    resourceType(record),
    resourceType(healthCheck),
    resourceType(certificate),
    resourceType(certificateValidation),
    resourceType(distribution),
  ],
  wording,
};
