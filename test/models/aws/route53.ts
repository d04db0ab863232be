import type { HealthCheckArgs } from "@pulumi/aws/route53/healthCheck.js";
import type { RecordArgs } from "@pulumi/aws/route53/record.js";
import type { ZoneArgs } from "@pulumi/aws/route53/zone.js";
import { allTaken, sent, without } from "../taken.ts";
import { ofAws, reference, tagList, type Call } from "./call.ts";

const service = "route53";

function tagged(type: string, id: string, tags: Readonly<Record<string, string>> = {}): Call[] {
  if (Object.keys(tags).length === 0) return [];
  const body = { ResourceType: type, ResourceId: id, AddTags: tagList(tags) };
  return [{ service, operation: "ChangeTagsForResource", body }];
}

/** hosted_zone.go */
export const zone = ofAws<ZoneArgs>({
  calls: (inputs, id) => {
    const { name, comment, tags, ...left } = without(inputs, "forceDestroy");
    allTaken(left, "a zone");
    const body = {
      Name: name,
      CallerReference: reference(id),
      HostedZoneConfig: { Comment: comment },
    };
    return [{ service, operation: "CreateHostedZone", body }, ...tagged("hostedzone", id, tags)];
  },
  answer: ({ name, comment, nameServers }, id) => ({
    service,
    operation: "GetHostedZone",
    body: {
      HostedZone: {
        Id: `/hostedzone/${id}`,
        Name: `${String(name)}.`,
        CallerReference: reference(id),
        Config: { Comment: comment, PrivateZone: false },
      },
      DelegationSet: { NameServers: nameServers },
    },
  }),
});

/** record.go; allowOverwrite is the provider's own: it makes an UPSERT of the CREATE. */
export const record = ofAws<RecordArgs>({
  calls: ({ zoneId, allowOverwrite = false, ...record }) => [
    {
      service,
      operation: "ChangeResourceRecordSets",
      body: {
        HostedZoneId: zoneId,
        ChangeBatch: {
          Comment: "Managed by Terraform",
          Changes: [
            { Action: allowOverwrite ? "UPSERT" : "CREATE", ResourceRecordSet: recordSet(record) },
          ],
        },
      },
    },
  ],
  answer: (outputs) => ({
    service,
    operation: "ListResourceRecordSets",
    body: {
      ResourceRecordSets: [
        recordSet(without(outputs, "zoneId", "fqdn", "allowOverwrite") as unknown as RecordSet),
      ],
      IsTruncated: false,
      MaxItems: "100",
    },
  }),
});

interface RecordSet {
  readonly name: string;
  readonly type: string;
  readonly ttl?: number | undefined;
  readonly records?: readonly string[] | undefined;
  readonly setIdentifier?: string | undefined;
  readonly weightedRoutingPolicies?: readonly { readonly weight: number }[] | undefined;
  readonly healthCheckId?: string | undefined;
}

function recordSet(record: RecordSet) {
  const { name, type, ttl, records, setIdentifier, ...rest } = record;
  const { weightedRoutingPolicies: weighted, healthCheckId, ...left } = rest;
  allTaken(left, "a record");
  return sent({
    Name: name,
    Type: type,
    TTL: ttl,
    ResourceRecords: records?.map((Value) => ({ Value })),
    SetIdentifier: setIdentifier,
    Weight: weighted?.[0]?.weight,
    HealthCheckId: healthCheckId,
  });
}

/** health_check.go: what is false or empty is not sent. */
export const healthCheck = ofAws<HealthCheckArgs>({
  calls: ({ tags, ...check }, id) => [
    {
      service,
      operation: "CreateHealthCheck",
      body: { CallerReference: reference(id), HealthCheckConfig: checkConfig(check) },
    },
    ...tagged("healthcheck", id, tags),
  ],
  answer: (outputs, id) => ({
    service,
    operation: "GetHealthCheck",
    body: {
      HealthCheck: {
        Id: id,
        CallerReference: reference(id),
        HealthCheckConfig: checkConfig(
          without(outputs, "arn", "tags", "tagsAll") as unknown as CheckConfig,
        ),
        HealthCheckVersion: 1,
      },
    },
  }),
});

interface CheckConfig {
  readonly type: string;
  readonly fqdn?: string | undefined;
  readonly port?: number | undefined;
  readonly resourcePath?: string | undefined;
  readonly searchString?: string | undefined;
  readonly requestInterval?: number | undefined;
  readonly failureThreshold?: number | undefined;
  readonly enableSni?: boolean | undefined;
  readonly measureLatency?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

function checkConfig(check: CheckConfig) {
  const { type, fqdn, port, resourcePath, searchString, requestInterval, ...rest } = check;
  const { failureThreshold, enableSni, measureLatency, disabled, ...left } = rest;
  allTaken(left, "a health check");
  return sent({
    Type: type,
    FullyQualifiedDomainName: fqdn,
    Port: port,
    ResourcePath: resourcePath,
    SearchString: searchString,
    RequestInterval: requestInterval,
    FailureThreshold: failureThreshold,
    EnableSNI: enableSni || undefined,
    MeasureLatency: measureLatency || undefined,
    Disabled: disabled || undefined,
  });
}
