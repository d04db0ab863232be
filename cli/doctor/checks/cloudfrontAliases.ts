import { publicHosts } from "../../../config/hosts.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { idsOf, TYPES } from "../inState.ts";

/**
 * A host is an alias of one distribution in all of AWS:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
 */
export const cloudfrontAliases: Check = {
  id: "cloudfront-aliases",
  title: "whether the public hosts are free at CloudFront",
  for: ["up"],
  seconds: 60,
  run: inProduction(async ({ clouds, config, resources }) => {
    const aws = await clouds.aws();
    const own = idsOf(await resources(), TYPES.distribution);
    const all = await aws.distributions();
    const hosts = publicHosts(config.hosts).map((one) => one.public);
    // Another account's is seen from a distribution of this one alone.
    const observedFrom = all.find(({ id }) => own.includes(id))?.id;
    const findings = await Promise.all(
      hosts.map(async (host): Promise<readonly Finding[]> => {
        const here = all.filter(({ id, aliases }) => !own.includes(id) && aliases.includes(host));
        const elsewhere =
          observedFrom === undefined
            ? []
            : (await aws.conflicts(host, observedFrom)).filter(
                ({ alias, distributionId }) =>
                  alias === host &&
                  !here.some(({ id }) => id === distributionId) &&
                  !isHidden(distributionId, own),
              );
        const takers = [
          ...here.map(({ id }) => `the distribution ${id} of this account`),
          ...elsewhere.map((one) => `${one.distributionId} of the account ${one.accountId}`),
        ];
        return takers.map((taker) =>
          fault(
            `${host} is an alias of ${taker}`,
            `${host} an alias of no other distribution`,
            "take the alias away there: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-move.html",
          ),
        );
      }),
    );
    const faults = findings.flat();
    return faults.length > 0 ? faults : [ok(`${hosts.join(", ")}: no other distribution's`)];
  }),
};

/** Ids are hidden in part (`********A1B2C3`), of distributions of this account too. */
function isHidden(id: string, own: readonly string[]): boolean {
  const end = id.replace(/^\*+/, "");
  return own.some((one) => one.endsWith(end));
}
