import type { Resource, Store } from "../clouds/index.ts";

const ROUTE53 = 'xmlns="https://route53.amazonaws.com/doc/2013-04-01/"';

function zones(store: Store): Resource[] {
  return store.resources("aws:route53/zone:Zone");
}

function text(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    return "";
  return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function dotted(name: unknown): string {
  return `${text(name).replace(/\.$/, "")}.`;
}

function zoneItem({ id, outputs }: Resource): string {
  const config = `<Config><Comment>${text(outputs["comment"])}</Comment><PrivateZone>false</PrivateZone></Config>`;
  return `<HostedZone><Id>/hostedzone/${id}</Id><Name>${dotted(outputs["name"])}</Name><CallerReference>${id}</CallerReference>${config}<ResourceRecordSetCount>2</ResourceRecordSetCount></HostedZone>`;
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByName.html */
export function hostedZonesXml(store: Store, from: string): string {
  const order = (name: unknown) => dotted(name).split(".").toReversed().join(".");
  const listed = zones(store)
    .toSorted((one, other) => (order(one.outputs["name"]) < order(other.outputs["name"]) ? -1 : 1))
    .filter(({ outputs }) => order(outputs["name"]) >= order(from));
  return `<ListHostedZonesByNameResponse ${ROUTE53}><HostedZones>${listed.map(zoneItem).join("")}</HostedZones><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems></ListHostedZonesByNameResponse>`;
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html */
export function zoneXml(store: Store, id: string): string | undefined {
  const zone = zones(store).find((one) => one.id === id);
  if (!zone) return undefined;
  const servers = zone.outputs["nameServers"];
  const names = (Array.isArray(servers) ? servers : []).map(
    (server) => `<NameServer>${text(server)}</NameServer>`,
  );
  return `<GetHostedZoneResponse ${ROUTE53}>${zoneItem(zone)}<DelegationSet><NameServers>${names.join("")}</NameServers></DelegationSet></GetHostedZoneResponse>`;
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html */
export function recordsXml(store: Store, zoneId: string, from: string | null): string | undefined {
  if (!zones(store).some(({ id }) => id === zoneId)) return undefined;
  const sets = store
    .resources("aws:route53/record:Record")
    .filter(({ outputs }) => outputs["zoneId"] === zoneId)
    .filter(({ outputs }) => from === null || dotted(outputs["name"]) >= dotted(from))
    .map(({ outputs }) => {
      const [weighted] = (outputs["weightedRoutingPolicies"] ?? []) as { weight?: number }[];
      const values = (outputs["records"] ?? []) as string[];
      const own = weighted
        ? `<SetIdentifier>${text(outputs["setIdentifier"])}</SetIdentifier><Weight>${weighted.weight ?? 0}</Weight>`
        : "";
      const records = values.map(
        (value) => `<ResourceRecord><Value>${text(value)}</Value></ResourceRecord>`,
      );
      return `<ResourceRecordSet><Name>${dotted(outputs["name"])}</Name><Type>${text(outputs["type"])}</Type>${own}<TTL>${text(outputs["ttl"])}</TTL><ResourceRecords>${records.join("")}</ResourceRecords></ResourceRecordSet>`;
    });
  return `<ListResourceRecordSetsResponse ${ROUTE53}><ResourceRecordSets>${sets.join("")}</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>`;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export function roleXml(store: Store, name: string): string | undefined {
  const role = store
    .resources("aws:iam/role:Role")
    .find(({ id, outputs }) => id === name || outputs["name"] === name);
  if (!role) return undefined;
  const { id, outputs } = role;
  return `<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role><Path>/</Path><RoleName>${text(name)}</RoleName><RoleId>${id}</RoleId><Arn>${text(outputs["arn"])}</Arn></Role></GetRoleResult></GetRoleResponse>`;
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html */
export function distributionsXml(store: Store): string {
  const items = store
    .resources("aws:cloudfront/distribution:Distribution")
    .map(({ id, outputs, modified }) => {
      const aliases = (outputs["aliases"] ?? []) as string[];
      const names = aliases.map((alias) => `<CNAME>${text(alias)}</CNAME>`).join("");
      return `<DistributionSummary><Id>${id}</Id><ARN>${text(outputs["arn"])}</ARN><Status>${text(outputs["status"])}</Status><LastModifiedTime>${modified}</LastModifiedTime><DomainName>${text(outputs["domainName"])}</DomainName><Aliases><Quantity>${aliases.length}</Quantity><Items>${names}</Items></Aliases><Comment>${text(outputs["comment"])}</Comment><Enabled>${text(outputs["enabled"] ?? true)}</Enabled></DistributionSummary>`;
    });
  return `<DistributionList xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Marker></Marker><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated><Quantity>${items.length}</Quantity><Items>${items.join("")}</Items></DistributionList>`;
}
