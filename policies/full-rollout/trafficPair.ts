import { publicHosts } from "../../config/hosts.ts";
import { isUnreadable } from "../../rollout/record.ts";
import { weights } from "../../rollout/traffic.ts";
import { productionPolicy } from "../lib/policy.ts";
import { blockOf, has, listOf, ofType, textOf, WEIGHTED, type Resource } from "../lib/resources.ts";

/** The longest that a resolver may keep an answer, in seconds: a roll back is that late for it. */
const LONGEST_TTL = 60;

export default productionPolicy({
  name: "traffic-pair",
  level: "mandatory",
  severity: "critical",
  description:
    "Stable and canary each have a weighted record, whatever the stage: weights of 100 in all, a TTL of 60 s at most, and a health check of the canary.",
  remediation: "Declare traffic by TrafficSplit, which has both records.",
  judge: ({ resources, record, config }) => {
    const weighted = ofType(resources, WEIGHTED).filter(
      (one) => listOf(one, "weightedRoutingPolicies").length > 0,
    );
    // With a record that cannot be read, the program allows no more traffic than there was.
    const share =
      record === undefined ? 0 : isUnreadable(record) ? config.percentage : record.percentage;
    const hosts = publicHosts(config.hosts).length;
    const pairs = Map.groupBy(weighted, (one) => textOf(one, "name"));
    if (pairs.size <= 1 && hosts === 1) return faultsOf(weighted, share);
    return [
      ...(pairs.size === hosts
        ? []
        : [`${pairs.size} names answer by weight, and there are ${hosts} public hosts`]),
      ...[...pairs].flatMap(([name, pair]) =>
        faultsOf(pair, share).map((fault) => `${name}: ${fault}`),
      ),
    ];
  },
});

/** What is wrong with the records of one name. */
function faultsOf(weighted: readonly Resource[], share: number): string[] {
  return (["stable", "canary"] as const).flatMap((leg) => {
    const legs = weighted.filter((one) => textOf(one, "setIdentifier") === leg);
    const [declared] = legs;
    if (!declared || legs.length > 1) return [`there are ${legs.length} records of ${leg}, not 1`];
    const [policy] = listOf(declared, "weightedRoutingPolicies");
    const { weight } = blockOf(policy);
    const ttl = declared.props["ttl"];
    const right = weights(share)[leg];
    return [
      ...(weight === right
        ? []
        : [`${leg} has weight ${String(weight)}, and the record says ${right}`]),
      ...(typeof ttl === "number" && ttl <= LONGEST_TTL
        ? []
        : [`the TTL of ${leg} is ${String(ttl)} s, ${LONGEST_TTL} at most`]),
      ...(leg === "canary" && !has(declared, "healthCheckId")
        ? ["the canary's record has no health check"]
        : []),
    ];
  });
}
