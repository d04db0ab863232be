import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as o from "../../rehearsal/clouds/operationsSamples.ts";
import * as a from "../../rehearsal/clouds/samples.ts";
import { stand, type Stand } from "../../rehearsal/clouds/stand.ts";
import type { Call, RecordedCall } from "./call.ts";
import { AWS } from "./index.ts";

/** A change that a stand-in refuses, as calls: what is there before, and what is refused. */
export interface Refused {
  /** The file in rehearsal/clouds/aws/ and the rule in it, e.g. `record.ts unlikeTtl`. */
  readonly rule: string;
  readonly before: readonly RecordedCall[];
  readonly refused: readonly Call[];
  /** The code that the stand-in answers, e.g. `InvalidChangeBatch`. */
  readonly code: string;
}

/** Run each case at the stand-ins. */
export function refusedCalls(): Promise<Refused[]> {
  return Promise.all(Object.entries(CASES).map(([rule, when]) => refusedCall(rule, when)));
}

async function refusedCall(rule: string, when: Case): Promise<Refused> {
  const before: RecordedCall[] = [];
  const clouds = stand();
  let failed: { readonly calls: readonly Call[]; readonly code: string } | undefined;
  /** What a change does, and the calls that make it, kept as what is there or as what is refused. */
  const watched = async <T extends { readonly id: string }>(
    change: Promise<T>,
    type: string,
    made: (id: string) => readonly Call[],
  ) => {
    try {
      const answer = await change;
      const { id } = answer;
      before.push(...made(id).map((call) => ({ type, name: rule, id, ...call })));
      return answer;
    } catch (error) {
      const [, code = ""] = /StatusCode: \d+, (\w+)/.exec(String(error)) ?? [];
      failed = { calls: made("refused"), code };
      throw error;
    }
  };
  const watching: Stand = {
    ...clouds,
    create: (type, inputs, name) =>
      watched(clouds.create(type, inputs, name), type, (id) => AWS[type]?.calls(inputs, id) ?? []),
    delete: (type, id) => watched(clouds.delete(type, id), type, () => [deletion(type, id)]),
  };
  await when(watching).catch(() => undefined);
  clouds.store.close();
  if (!failed) throw new Error(`${rule}: nothing was refused`);
  return { rule, before, refused: failed.calls, code: failed.code };
}

function deletion(type: string, id: string): Call {
  return type === a.ZONE
    ? { service: "route53", operation: "DeleteHostedZone", body: { Id: id } }
    : { service: "iam", operation: "DeleteRole", body: { RoleName: id } };
}

type Case = (clouds: Stand) => Promise<unknown>;

/** The creation of one, after others. */
function created(type: string, inputs: Properties, ...before: [string, Properties][]): Case {
  return async (clouds) => {
    for (const [index, [one, own]] of before.entries())
      await clouds.create(one, own, `before ${index}`);
    return clouds.create(type, inputs);
  };
}

/** The creation of a record in a zone, beside another. */
function inZone(record: (zoneId: string) => Properties, beside?: (zoneId: string) => Properties) {
  return async (clouds: Stand) => {
    const { id } = await clouds.create(a.ZONE, a.zone());
    if (beside) await clouds.create(a.RECORD, beside(id));
    return clouds.create(a.RECORD, record(id));
  };
}

const custom = { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only" };
const ORIGIN = {
  originId: "canary",
  domainName: "canary-origin.example.com",
  customOriginConfig: { ...custom, originSslProtocols: ["TLSv1.2"] },
};
const POLICY = { cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" };

const distribution = (own: Properties) => {
  const { defaultCacheBehavior, ...rest } = a.distribution({ origins: [ORIGIN] });
  return { ...rest, defaultCacheBehavior: { ...defaultCacheBehavior, ...POLICY }, ...own };
};
const ofCertificate = (acmCertificateArn: string, aliases: readonly string[] = []) =>
  distribution({ aliases, viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only" } });

const stable = (zoneId: string) => a.weighted(zoneId, "stable", 90);
const simple = (zoneId: string) => a.record(zoneId);
const inBucket: [string, Properties] = [o.BUCKET, o.bucket()];
const inRole: [string, Properties] = [o.ROLE, o.role()];
const TOPIC = "aws:sns/topic:Topic";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const policy = (own: Properties) => created(o.BUCKET_POLICY, o.bucketPolicy(own), inBucket);

/** A case of each rule by which a stand-in of AWS refuses something. */
const CASES: Readonly<Record<string, Case>> = {
  "zone.ts notEmpty": async (clouds) => {
    const { id } = await clouds.create(a.ZONE, a.zone());
    await clouds.create(a.RECORD, simple(id));
    return clouds.delete(a.ZONE, id);
  },
  "record.ts unknownHealthCheck": inZone((zoneId) =>
    a.weighted(zoneId, "stable", 1, { healthCheckId: "c5e8da95-7da8-8ce3-267d-d9063002a9a4" }),
  ),
  "record.ts weightOutOfRange": inZone((zoneId) => a.weighted(zoneId, "stable", 256)),
  "record.ts existing": inZone(stable, stable),
  "record.ts mixedPolicies": inZone(stable, simple),
  "record.ts unlikeTtl": inZone((zoneId) => a.weighted(zoneId, "canary", 10, { ttl: 300 }), stable),
  "record.ts cnameAtApex": inZone((zoneId) => a.record(zoneId, { name: "example.com" })),
  "record.ts besideCname": inZone(
    (zoneId) => a.record(zoneId, { type: "A", records: ["192.0.2.1"] }),
    simple,
  ),
  "distribution.ts unknownOrigin": created(
    a.DISTRIBUTION,
    distribution({ origins: [{ ...ORIGIN, originId: "other" }] }),
  ),
  "distribution.ts badCertificate": async (clouds) =>
    clouds.create(a.DISTRIBUTION, ofCertificate(await a.issued(clouds), ["other.example.net"])),
  "distribution.ts takenAlias": async (clouds) => {
    const arn = await a.issued(clouds);
    await clouds.create(a.DISTRIBUTION, ofCertificate(arn, [a.HOST]), "first");
    return clouds.create(a.DISTRIBUTION, ofCertificate(arn, [a.HOST]), "second");
  },
  "bucket.ts wrongName": created(o.BUCKET, { bucket: "shop_logs" }),
  "bucket.ts nameTaken": created(o.BUCKET, o.bucket(), inBucket),
  "bucketPolicy.ts malformed": policy({ Principal: undefined }),
  "bucketPolicy.ts open": created(o.BUCKET_POLICY, o.bucketPolicy({ Effect: "Allow" }), inBucket, [
    o.ACCESS_BLOCK,
    o.accessBlock(),
  ]),
  "bucketSettings.ts noSuchBucket": created(o.LIFECYCLE, o.lifecycle(1)),
  "bucketSettings.ts wrongRules": created(o.LIFECYCLE, o.lifecycle(0), inBucket),
  "bucketSettings.ts keyWithoutKms": created(
    o.ENCRYPTION,
    o.encryption({ sseAlgorithm: "AES256", kmsMasterKeyId: "arn:aws:kms:us-east-1:1:key/1" }),
    inBucket,
  ),
  "role.ts nameTaken": created(o.ROLE, o.role(), inRole),
  "role.ts distrusted": created(o.ROLE, o.role({ assumeRolePolicy: o.rolePolicy().policy })),
  "role.ts hasPolicies": async (clouds) => {
    await created(o.ROLE_POLICY, o.rolePolicy(), inRole)(clouds);
    return clouds.delete(o.ROLE, o.role().name);
  },
  "role.ts noSuchRole": created(o.ROLE_POLICY, o.rolePolicy()),
  "role.ts malformed": created(
    o.ROLE_POLICY,
    o.rolePolicy({ policy: o.bucketPolicy().policy }),
    inRole,
  ),
  "topic.ts badName": created(TOPIC, { name: "no spaces" }),
  "topic.ts noTopic": created(SUBSCRIPTION, {
    topic: "arn:aws:sns:us-east-1:123456789012:none",
    protocol: "sms",
    endpoint: "+12025550143",
  }),
  "topic.ts noNumber": async (clouds) => {
    const { id } = await clouds.create(TOPIC, { name: "critical" });
    return clouds.create(SUBSCRIPTION, { topic: id, protocol: "sms", endpoint: "none" });
  },
};
