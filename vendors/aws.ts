import type {
  ListResourceRecordSetsCommandInput,
  ResourceRecordSet,
} from "@aws-sdk/client-route-53";
import { actionNeed, failureOf, read, settingsOf, statusOf, type AwsOptions } from "./awsCall.ts";

/** A hosted zone at Route 53. */
export interface HostedZone {
  /** Without `/hostedzone/`. */
  readonly id: string;
  /** Without the dot at the end. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly records: number | undefined;
}

/** Records of one name and type at Route 53; several where they have weights. */
export interface HostedRecord {
  /** Without the dot at the end. */
  readonly name: string;
  readonly type: string;
  /** Seconds; undefined for an alias. */
  readonly ttl: number | undefined;
  readonly weight: number | undefined;
  readonly setIdentifier: string | undefined;
  readonly values: readonly string[];
}

/** A distribution of CloudFront. */
export interface Distribution {
  readonly id: string;
  /** `dXXXX.cloudfront.net`. */
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** `Deployed`, or `InProgress`. */
  readonly status: string;
  readonly isEnabled: boolean;
  readonly comment: string;
}

/** Where a host is an alias already, in whichever account: ids and accounts of others are hidden in part. */
export interface ConflictingAlias {
  readonly alias: string;
  readonly distributionId: string;
  readonly accountId: string;
}

/** A certificate in us-east-1, where CloudFront takes them from. */
export interface Certificate {
  readonly arn: string;
  readonly domainName: string;
  readonly names: readonly string[];
  /** `ISSUED`, `PENDING_VALIDATION`, `FAILED`, `EXPIRED` … */
  readonly status: string;
  readonly isInUse: boolean;
}

/** Whether a bucket's name is free, ours, or in another account. */
export type BucketState = "absent" | "ours" | "taken";

/** What is read from AWS. Throws `PermissionMissing` or `VendorFailure`. */
export interface Aws {
  /** Whose the credentials are. It needs no permission. */
  identity(): Promise<{ readonly account: string; readonly arn: string }>;
  /** The hosted zones of exactly this name, private ones too. */
  hostedZones(name: string): Promise<HostedZone[]>;
  /** The name servers of a zone; none for a private one. */
  nameServers(zoneId: string): Promise<string[]>;
  /** The records of a zone; `name` narrows them to that name. */
  records(zoneId: string, name?: string): Promise<HostedRecord[]>;
  /** The account's distributions; `alias` narrows them to those that have the host as an alias. */
  distributions(alias?: string): Promise<Distribution[]>;
  /** Where an alias conflicts, seen from a distribution of this account. */
  conflicts(alias: string, distributionId: string): Promise<ConflictingAlias[]>;
  /** The certificates in us-east-1; `host` narrows them to those that name it. */
  certificates(host?: string): Promise<Certificate[]>;
  /** Who has a bucket of this name. */
  bucket(name: string): Promise<BucketState>;
  /** Whether the account has a role of this name. */
  hasRole(name: string): Promise<boolean>;
}

/**
 * Open AWS's own SDK, each service's client when it is first used. All is in us-east-1, where Route 53,
 * CloudFront and its certificates are.
 */
export function openAws(options: AwsOptions = {}): Aws {
  const shared = settingsOf(options);
  return {
    async identity() {
      const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
      const need = actionNeed("say whose the credentials are", "sts:GetCallerIdentity");
      const answer = await read(need, () =>
        new STSClient(shared).send(new GetCallerIdentityCommand({})),
      );
      return { account: answer.Account ?? "", arn: answer.Arn ?? "" };
    },
    async hostedZones(name) {
      const { ListHostedZonesByNameCommand, Route53Client } =
        await import("@aws-sdk/client-route-53");
      const need = actionNeed(`list the hosted zones ${name}`, "route53:ListHostedZonesByName");
      // Zones come in the order of their names, from this one on.
      const answer = await read(need, () =>
        new Route53Client(shared).send(
          new ListHostedZonesByNameCommand({ DNSName: name, MaxItems: 100 }),
        ),
      );
      return (answer.HostedZones ?? [])
        .map((zone) => ({
          id: zoneIdOf(zone.Id ?? ""),
          name: undotted(zone.Name ?? ""),
          isPrivate: zone.Config?.PrivateZone ?? false,
          records: zone.ResourceRecordSetCount,
        }))
        .filter((zone) => zone.name === undotted(name));
    },
    async nameServers(zoneId) {
      const { GetHostedZoneCommand, Route53Client } = await import("@aws-sdk/client-route-53");
      const need = actionNeed(`read the hosted zone ${zoneId}`, "route53:GetHostedZone");
      const answer = await read(need, () =>
        new Route53Client(shared).send(new GetHostedZoneCommand({ Id: zoneId })),
      );
      return answer.DelegationSet?.NameServers ?? [];
    },
    async records(zoneId, name) {
      const { ListResourceRecordSetsCommand, Route53Client } =
        await import("@aws-sdk/client-route-53");
      const need = actionNeed(`list the records of ${zoneId}`, "route53:ListResourceRecordSets");
      return read(need, async () => {
        const client = new Route53Client(shared);
        const records: HostedRecord[] = [];
        let from: Omit<ListResourceRecordSetsCommandInput, "HostedZoneId"> =
          name === undefined ? {} : { StartRecordName: name };
        // They come in the order of their names, from this one on.
        for (;;) {
          const page = await client.send(
            new ListResourceRecordSetsCommand({ HostedZoneId: zoneId, ...from }),
          );
          const read = (page.ResourceRecordSets ?? []).map(recordOf);
          const wanted = read.filter((one) => name === undefined || one.name === undotted(name));
          records.push(...wanted);
          if (!page.IsTruncated || wanted.length < read.length) return records;
          from = {
            StartRecordName: page.NextRecordName,
            StartRecordType: page.NextRecordType,
            StartRecordIdentifier: page.NextRecordIdentifier,
          };
        }
      });
    },
    async distributions(alias) {
      const { CloudFrontClient, paginateListDistributions } =
        await import("@aws-sdk/client-cloudfront");
      const need = actionNeed("list the distributions", "cloudfront:ListDistributions");
      return read(need, async () => {
        const distributions: Distribution[] = [];
        const pages = paginateListDistributions({ client: new CloudFrontClient(shared) }, {});
        for await (const { DistributionList: list } of pages)
          for (const item of list?.Items ?? [])
            distributions.push({
              id: item.Id ?? "",
              domainName: item.DomainName ?? "",
              aliases: item.Aliases?.Items ?? [],
              status: item.Status ?? "",
              isEnabled: item.Enabled ?? false,
              comment: item.Comment ?? "",
            });
        return alias === undefined
          ? distributions
          : distributions.filter(({ aliases }) => aliases.includes(alias));
      });
    },
    async conflicts(alias, distributionId) {
      const { CloudFrontClient, ListConflictingAliasesCommand } =
        await import("@aws-sdk/client-cloudfront");
      const need = actionNeed(
        `list where ${alias} is an alias`,
        "cloudfront:ListConflictingAliases and cloudfront:GetDistribution",
      );
      const answer = await read(need, () =>
        new CloudFrontClient(shared).send(
          new ListConflictingAliasesCommand({ Alias: alias, DistributionId: distributionId }),
        ),
      );
      return (answer.ConflictingAliasesList?.Items ?? []).map((item) => ({
        alias: item.Alias ?? "",
        distributionId: item.DistributionId ?? "",
        accountId: item.AccountId ?? "",
      }));
    },
    async certificates(host) {
      const { ACMClient, KeyAlgorithm, paginateListCertificates } =
        await import("@aws-sdk/client-acm");
      const need = actionNeed("list the certificates of us-east-1", "acm:ListCertificates");
      return read(need, async () => {
        const certificates: Certificate[] = [];
        // Without a filter it lists those with a key of RSA_2048 alone.
        // https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html
        const pages = paginateListCertificates(
          { client: new ACMClient(shared) },
          { Includes: { keyTypes: Object.values(KeyAlgorithm) } },
        );
        for await (const { CertificateSummaryList: list = [] } of pages)
          for (const item of list)
            certificates.push({
              arn: item.CertificateArn ?? "",
              domainName: item.DomainName ?? "",
              names: item.SubjectAlternativeNameSummaries ?? [],
              status: item.Status ?? "",
              isInUse: item.InUse ?? false,
            });
        return host === undefined
          ? certificates
          : certificates.filter(
              ({ domainName, names }) => domainName === host || names.includes(host),
            );
      });
    },
    async bucket(name) {
      const { HeadBucketCommand, S3Client } = await import("@aws-sdk/client-s3");
      const client = new S3Client({
        ...shared,
        followRegionRedirects: true,
        ...(options.endpoint !== undefined && { forcePathStyle: true }),
      });
      try {
        await client.send(new HeadBucketCommand({ Bucket: name }));
        return "ours";
      } catch (error) {
        // 404 is free; 403 is another account's, or this account's without s3:ListBucket.
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
        const status = statusOf(error);
        if (status === 404) return "absent";
        if (status === 403) return "taken";
        throw failureOf(actionNeed(`look the bucket ${name} up`, "s3:ListBucket"), error);
      }
    },
    async hasRole(name) {
      const { GetRoleCommand, IAMClient } = await import("@aws-sdk/client-iam");
      try {
        await new IAMClient(shared).send(new GetRoleCommand({ RoleName: name }));
        return true;
      } catch (error) {
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
        if (statusOf(error) === 404) return false;
        throw failureOf(actionNeed(`look the role ${name} up`, "iam:GetRole"), error);
      }
    },
  };
}

function recordOf(set: ResourceRecordSet): HostedRecord {
  return {
    name: undotted(set.Name ?? ""),
    type: set.Type ?? "",
    ttl: set.TTL,
    weight: set.Weight,
    setIdentifier: set.SetIdentifier,
    values: set.AliasTarget
      ? [undotted(set.AliasTarget.DNSName ?? "")]
      : (set.ResourceRecords ?? []).map(({ Value: value }) => value ?? ""),
  };
}

function zoneIdOf(id: string): string {
  return id.replace(/^\/hostedzone\//, "");
}

function undotted(name: string): string {
  return name.replace(/\.$/, "");
}
