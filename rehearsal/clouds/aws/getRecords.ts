import { dnsName } from "../names.ts";
import type { ReadFunction } from "../resourceType.ts";
import { recordKind } from "./recordKind.ts";

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
