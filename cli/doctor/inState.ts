import type { StateResource } from "../state.ts";

/** Resources of a type, as the state has them. */
export function ofType(
  resources: readonly StateResource[],
  type: string,
): readonly StateResource[] {
  return resources.filter((one) => one.type === type);
}

/** A resource's property as text, as it was last written; undefined where it is none. */
export function textIn({ inputs, outputs }: StateResource, key: string): string | undefined {
  const value = outputs[key] ?? inputs[key];
  return typeof value === "string" ? value : undefined;
}

/** The ids that the vendors know resources of a type by. */
export function idsOf(resources: readonly StateResource[], type: string): readonly string[] {
  return ofType(resources, type).map(({ id }) => id);
}

/** Pulumi's types of the resources that checks compare with what a cloud has. */
export const TYPES = {
  alias: "vercel:index/alias:Alias",
  project: "vercel:index/project:Project",
  dnsRecord: "cloudflare:index/dnsRecord:DnsRecord",
  distribution: "aws:cloudfront/distribution:Distribution",
  zone: "aws:route53/zone:Zone",
  certificate: "aws:acm/certificate:Certificate",
  bucket: "aws:s3/bucket:Bucket",
  team: "datadog:index/team:Team",
  slackChannel: "datadog:slack/channel:Channel",
} as const;

/** The Vercel team that a state's resources are in; undefined where they are in no team. */
export function teamIn(resources: readonly StateResource[]): string | undefined {
  return ofType(resources, TYPES.alias)
    .map((alias) => textIn(alias, "teamId"))
    .find((team) => team !== undefined);
}
