import type { IncomingMessage, ServerResponse } from "node:http";
import type { Store } from "../clouds/index.ts";
import { bodyOf } from "../http.ts";
import type { VendorAccount } from "./account.ts";
import { distributionsXml, hostedZonesXml, recordsXml, roleXml, zoneXml } from "./awsXml.ts";

const DENIED =
  "User: arn:aws:iam::123456789012:user/alex is not authorized to perform: ACTION because no identity-based policy allows the ACTION action";

/** What a call was taken for, and its answer. */
interface Reply {
  readonly action: string;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * AWS's APIs of STS, IAM, Route 53, CloudFront, ACM and S3 on one address, as far as an account is read. Each
 * service has its own protocol: https://smithy.io/2.0/aws/protocols/
 */
export function awsAnswers(store: Store, account: VendorAccount) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await bodyOf(request)).toString();
    const reply = replyTo(request, body, store, account);
    const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? "")?.[1];
    const send = ({ status, type, body }: Omit<Reply, "action">) =>
      response
        .writeHead(status, { "content-type": type })
        .end(request.method === "HEAD" ? "" : body);
    // https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
    if (key !== account.aws.accessKeyId)
      send(
        errorOf(
          reply,
          "InvalidClientTokenId",
          "The security token included in the request is invalid.",
        ),
      );
    else if (account.lacks.has(reply.action))
      send(errorOf(reply, "AccessDenied", DENIED.replaceAll("ACTION", reply.action)));
    else send(reply);
  };
}

function errorOf({ type }: Reply, code: string, message: string): Omit<Reply, "action"> {
  if (type.includes("json"))
    return { status: 400, type, body: JSON.stringify({ __type: jsonCode(code), message }) };
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>`;
  return { status: 403, type, body };
}

/** https://docs.aws.amazon.com/acm/latest/APIReference/CommonErrors.html: 400, by these names. */
function jsonCode(code: string): string {
  return code === "AccessDenied" ? "AccessDeniedException" : "UnrecognizedClientException";
}

function replyTo(
  request: IncomingMessage,
  body: string,
  store: Store,
  account: VendorAccount,
): Reply {
  const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const xml = (action: string, answer: string | undefined, status = 200): Reply => ({
    action,
    status: answer === undefined ? 404 : status,
    type: "text/xml",
    body: answer ?? "<ErrorResponse><Error><Code>NoSuchHostedZone</Code></Error></ErrorResponse>",
  });
  const target = request.headers["x-amz-target"];
  if (target !== undefined) {
    const [, call = ""] = String(target).split(".");
    return {
      action: `acm:${call}`,
      status: 200,
      type: "application/x-amz-json-1.1",
      body: JSON.stringify(certificates(store)),
    };
  }
  if (body.includes("Action=GetCallerIdentity")) {
    const { account: id } = account.aws;
    const result = `<Arn>arn:aws:iam::${id}:user/alex</Arn><UserId>AIDA</UserId><Account>${id}</Account>`;
    const answer = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
    return xml("sts:GetCallerIdentity", answer);
  }
  if (body.includes("Action=SimulatePrincipalPolicy"))
    return xml("iam:SimulatePrincipalPolicy", simulationXml(body, account));
  if (body.includes("Action=GetRole"))
    return xml("iam:GetRole", roleXml(store, new URLSearchParams(body).get("RoleName") ?? ""));
  const zoneId = /^\/2013-04-01\/hostedzone\/([^/]+)(\/rrset)?\/?$/.exec(path);
  if (zoneId?.[2] !== undefined)
    return xml(
      "route53:ListResourceRecordSets",
      recordsXml(store, zoneId[1] ?? "", searchParams.get("name")),
    );
  if (zoneId) return xml("route53:GetHostedZone", zoneXml(store, zoneId[1] ?? ""));
  if (path === "/2013-04-01/hostedzonesbyname")
    return xml(
      "route53:ListHostedZonesByName",
      hostedZonesXml(store, searchParams.get("dnsname") ?? ""),
    );
  if (path === "/2020-05-31/distribution")
    return xml("cloudfront:ListDistributions", distributionsXml(store));
  if (path === "/2020-05-31/conflicting-alias")
    return xml(
      "cloudfront:ListConflictingAliases",
      conflictsXml(searchParams.get("Alias") ?? "", account),
    );
  const bucket = path.split("/")[1] ?? "";
  if (account.aws.takenBuckets.includes(bucket)) return xml("s3:ListBucket", "", 403);
  const isOurs = store
    .resources("aws:s3/bucket:Bucket")
    .some(({ id, outputs }) => id === bucket || outputs["bucket"] === bucket);
  return xml("s3:ListBucket", "", isOurs ? 200 : 404);
}

/** https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html */
function certificates(store: Store) {
  return {
    CertificateSummaryList: store
      .resources("aws:acm/certificate:Certificate")
      .map(({ id, outputs }) => ({
        CertificateArn: id,
        DomainName: outputs["domainName"],
        SubjectAlternativeNameSummaries: outputs["subjectAlternativeNames"] ?? [],
        Status: outputs["status"],
        Type: "AMAZON_ISSUED",
        KeyAlgorithm: "RSA-2048",
        InUse: false,
      })),
  };
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListConflictingAliases.html */
function conflictsXml(alias: string, { aws }: VendorAccount): string {
  const items = aws.takenAliases
    .filter((taken) => taken === alias)
    .map(
      (taken) =>
        `<ConflictingAlias><Alias>${taken}</Alias><DistributionId>*******EXAMPL</DistributionId><AccountId>******210987</AccountId></ConflictingAlias>`,
    );
  return `<ConflictingAliasesList xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><MaxItems>100</MaxItems><Quantity>${items.length}</Quantity><Items>${items.join("")}</Items></ConflictingAliasesList>`;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
function simulationXml(body: string, { lacks }: VendorAccount): string {
  const actions = [...new URLSearchParams(body)].flatMap(([name, value]) =>
    name.startsWith("ActionNames.member.") ? [value] : [],
  );
  const members = actions.map((action) => {
    const decision = lacks.has(action) ? "implicitDeny" : "allowed";
    return `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>${decision}</EvalDecision></member>`;
  });
  const result = `<IsTruncated>false</IsTruncated><EvaluationResults>${members.join("")}</EvaluationResults>`;
  return `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>${result}</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`;
}
