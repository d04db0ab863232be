import { dnsName, sameName } from "../names.ts";
import type { Held, Proposed, ReadFunction, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { healthCheck } from "./healthCheck.ts";
import { recordKind, type RecordInputs } from "./recordKind.ts";
import { zone as hostedZone } from "./zone.ts";

/** A record of Route 53, simple or one of a weighted set. */
export const record: ResourceType<RecordInputs> = {
  ...recordKind,
  immutable: ["zoneId", "name"],
  upserts: true,
  identify: ({ zoneId, name, type, setIdentifier }) =>
    [zoneId, dnsName(name), type, setIdentifier].filter((part) => part !== undefined).join("_"),
  adds: { fqdn: ({ name }) => dnsName(name) },
  refuses: (proposed, held) => {
    const { inputs } = proposed;
    const zone = held.find(hostedZone, inputs.zoneId);
    if (!zone) return `reading Route 53 Hosted Zone (${inputs.zoneId}): couldn't find resource`;
    return (
      shortName(inputs, zone.outputs.name) ??
      unknownHealthCheck(inputs, held) ??
      weightOutOfRange(inputs) ??
      existing(proposed, held) ??
      mixedPolicies(proposed, held) ??
      unlikeTtl(proposed, held) ??
      cnameAtApex(inputs, zone.outputs.name) ??
      besideCname(proposed, held, zone.outputs.name)
    );
  },
  overwrites: (inputs, held) =>
    inputs.allowOverwrite ? sameSet({ inputs }, held).find(sameIdentifier(inputs)) : undefined,
};

/**
 * The records of a zone, as Route 53 lists them: names with their last dot, and for what a record does
 * not have the empty value of its type.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
export const getRecords: ReadFunction = {
  token: "aws:route53/getRecords:getRecords",
  answer: ({ zoneId }, held) => ({
    zoneId,
    resourceRecordSets: held
      .of(recordKind)
      .filter(({ outputs }) => outputs.zoneId === zoneId)
      .map(({ outputs: { name, type, ttl, setIdentifier, weightedRoutingPolicies, records } }) => ({
        name: `${dnsName(name)}.`,
        type,
        ttl: ttl ?? 0,
        setIdentifier: setIdentifier ?? "",
        weight: weightedRoutingPolicies?.[0]?.weight ?? 0,
        resourceRecords: (records ?? []).map((value) => ({ value })),
      })),
  }),
};

/** No refusal of Route 53's: the real provider adds the zone's name to a short one, and the stand-in says so. */
function shortName({ name }: RecordInputs, zone: string): string | undefined {
  const [full, apex] = [dnsName(name), dnsName(zone)];
  if (full === apex || full.endsWith(`.${apex}`)) return undefined;
  return `the stand-in aws takes full names alone: declare ${full}.${apex} in place of ${name}`;
}

/** https://docs.rs/aws-sdk-route53/0.13.0/aws_sdk_route53/error/enum.ChangeResourceRecordSetsErrorKind.html */
function unknownHealthCheck({ healthCheckId }: RecordInputs, held: Held): string | undefined {
  if (healthCheckId === undefined) return undefined;
  if (held.find(healthCheck, healthCheckId)) return undefined;
  return changeError("404, NoSuchHealthCheck", "No health check exists with the specified ID.");
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html */
function weightOutOfRange(inputs: RecordInputs): string | undefined {
  const weight = weightOf(inputs);
  if (weight === undefined || (weight >= 0 && weight <= 255)) return undefined;
  return changeError("400, InvalidInput", `Weight ${weight} is not an integer between 0 and 255`);
}

/** https://github.com/barnybug/cli53/issues/317, https://github.com/hashicorp/terraform-provider-aws/issues/6761 */
function existing(proposed: Proposed<RecordInputs>, held: Held): string | undefined {
  const { id, inputs } = proposed;
  if (id !== undefined) return undefined;
  if (!sameSet(proposed, held).some(sameIdentifier(inputs))) return undefined;
  const set =
    inputs.setIdentifier === undefined ? "" : `, set-identifier='${inputs.setIdentifier}'`;
  const key = `name='${dnsName(inputs.name)}.', type='${inputs.type}'${set}`;
  return invalid(`Tried to create resource record set [${key}] but it already exists`);
}

/**
 * Weighted records stand beside weighted ones alone, simple ones beside none:
 * https://github.com/kubernetes-sigs/external-dns/issues/3141,
 * https://github.com/chef-boneyard/route53/issues/100
 */
function mixedPolicies(proposed: Proposed<RecordInputs>, held: Held): string | undefined {
  const { inputs } = proposed;
  const weighted = weightOf(inputs) !== undefined;
  const unlike = sameSet(proposed, held).filter(
    (other) => !weighted || weightOf(other.outputs) === undefined,
  );
  if (unlike.length === 0) return undefined;
  const why = weighted
    ? "cannot be created as a non-weighted set exists with the same name and type."
    : "cannot be created as other RRSets exist with the same name and type.";
  return invalid(
    `RRSet with DNS name ${dnsName(inputs.name)}., type ${inputs.type}${set(inputs)} ${why}`,
  );
}

/**
 * https://github.com/hashicorp/terraform-provider-aws/issues/1961. The console instead gives all
 * records of the set the last TTL:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html
 */
function unlikeTtl(proposed: Proposed<RecordInputs>, held: Held): string | undefined {
  const { inputs } = proposed;
  if (sameSet(proposed, held).every(({ outputs }) => outputs.ttl === inputs.ttl)) return undefined;
  const which = `RRSet with DNS name ${dnsName(inputs.name)}. and type ${inputs.type}${set(inputs)}`;
  return invalid(`${which} cannot be created as weighted sets must contain the same TTL.`);
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html */
function cnameAtApex({ type, name }: RecordInputs, zone: string): string | undefined {
  if (type !== "CNAME" || !sameName(name, zone)) return undefined;
  const apex = `${dnsName(zone)}.`;
  return invalid(
    `RRSet of type CNAME with DNS name ${apex} is not permitted at apex in zone ${apex}`,
  );
}

/**
 * A CNAME stands beside no other type:
 * https://github.com/RJPearson94/terraform-aws-open-next/issues/24
 */
function besideCname(
  { inputs }: Proposed<RecordInputs>,
  held: Held,
  zone: string,
): string | undefined {
  const others = sameZone(inputs, held).filter(({ outputs }) => outputs.type !== inputs.type);
  const which = `RRSet of type ${inputs.type} with DNS name ${dnsName(inputs.name)}. is not permitted`;
  const where = `zone ${dnsName(zone)}.`;
  if (inputs.type === "CNAME" && others.length > 0) {
    return invalid(
      `${which} as it conflicts with other records with the same DNS name in ${where}`,
    );
  }
  if (!others.some(({ outputs }) => outputs.type === "CNAME")) return undefined;
  return invalid(
    `${which} because a conflicting RRSet of type CNAME with the same DNS name already exists in ${where}`,
  );
}

function sameZone({ zoneId, name }: RecordInputs, held: Held) {
  return held
    .of(recordKind)
    .filter(({ outputs }) => outputs.zoneId === zoneId && sameName(outputs.name, name));
}

/** The other records of the same name and type. */
function sameSet({ id, inputs }: Proposed<RecordInputs>, held: Held) {
  return sameZone(inputs, held).filter((one) => one.id !== id && one.outputs.type === inputs.type);
}

function sameIdentifier({ setIdentifier }: RecordInputs) {
  return (one: { outputs: RecordInputs }) => one.outputs.setIdentifier === setIdentifier;
}

function weightOf({ weightedRoutingPolicies }: RecordInputs): number | undefined {
  return weightedRoutingPolicies?.[0]?.weight;
}

function set({ setIdentifier }: RecordInputs): string {
  return setIdentifier === undefined ? "" : `, SetIdentifier ${setIdentifier}`;
}

function invalid(message: string): string {
  return changeError("400, InvalidChangeBatch", `[${message}]`);
}

function changeError(error: string, message: string): string {
  const call = "Route 53: ChangeResourceRecordSets";
  return apiError("creating Route53 Record", call, error, message);
}
