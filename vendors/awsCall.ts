import { oneLine, PermissionMissing, VendorFailure, type Need } from "./failures.ts";

export interface AwsOptions {
  /** One address for every service: that of a stand-in. AWS's own, or `AWS_ENDPOINT_URL`, where absent. */
  readonly endpoint?: string | undefined;
  /** Those that AWS's own tools would find (`AWS_PROFILE`, `AWS_ACCESS_KEY_ID` …) where absent. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * What every service's client is made with. All is in us-east-1, where Route 53, CloudFront and its
 * certificates are.
 */
export function settingsOf({ endpoint, credentials }: AwsOptions) {
  return {
    region: "us-east-1",
    maxAttempts: 3,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
  };
}

/** The pages of each service's actions: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const PAGES = {
  acm: "list_awscertificatemanager",
  cloudfront: "list_amazoncloudfront",
  iam: "list_awsidentityandaccessmanagementiam",
  route53: "list_amazonroute53",
  s3: "list_amazons3",
  sts: "list_awssecuritytokenservice",
} as const;

/** What a call of an action needs; `beside` is what to know of it. */
export function actionNeed(
  what: string,
  action: `${keyof typeof PAGES}:${string}`,
  beside = "",
): Need {
  const page = PAGES[action.slice(0, action.indexOf(":")) as keyof typeof PAGES];
  const docs = `https://docs.aws.amazon.com/service-authorization/latest/reference/${page}.html`;
  return { what, permission: `the action ${action}${beside}`, docs };
}

/** One call's answer; what fails is said with what it needs. */
export async function read<T>(need: Need, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw failureOf(need, error);
  }
}

/** Codes of credentials that AWS does not accept at all. */
const NOT_ACCEPTED = new Set([
  "InvalidClientTokenId",
  "UnrecognizedClientException",
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "ExpiredToken",
  "ExpiredTokenException",
  "AuthFailure",
]);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function failureOf(need: Need, error: unknown): PermissionMissing | VendorFailure {
  const name = error instanceof Error ? error.name : "";
  const status = statusOf(error);
  const said = [status, name, oneLine(error)].filter(Boolean).join(" ");
  if (NOT_ACCEPTED.has(name)) {
    const permission = "credentials that are valid: AWS does not know these, or they have expired";
    return new PermissionMissing({ vendor: "AWS", ...need, permission, said });
  }
  // ACM answers 400: https://docs.aws.amazon.com/acm/latest/APIReference/CommonErrors.html
  return status === 401 || status === 403 || name.startsWith("AccessDenied")
    ? new PermissionMissing({ vendor: "AWS", ...need, said })
    : new VendorFailure({ vendor: "AWS", what: need.what, said });
}

/** The status of the HTTP answer that refused; undefined where there was none. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  const { httpStatusCode } = error.$metadata as { readonly httpStatusCode?: number };
  return httpStatusCode;
}
