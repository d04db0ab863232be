import { publicHosts } from "../../../config/hosts.ts";
import { caaOf } from "../../../measure/caa.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok, unknown, type Finding } from "../finding.ts";

const PATIENCE = 25;

/** Any of these lets AWS issue: https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html */
const AMAZON = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];

/** Who issues Vercel's: https://vercel.com/docs/domains/working-with-ssl */
const VERCEL = ["letsencrypt.org"];

/**
 * Whether AWS may issue the certificate of the canary's leg, and Vercel its own: at first and at each
 * renewal.
 */
export const caa: Check = {
  id: "dns-caa",
  title: "who may issue certificates for the hosts",
  for: ["up"],
  run: inProduction(async ({ config: { hosts, resolvers, vercel } }) => {
    const queried = publicHosts(hosts).flatMap((one) => [
      { host: one.public, who: "AWS", issuers: AMAZON },
      ...[one.public, one.canary, one.prepared].map((host) => ({
        ...{ host, who: "Vercel", issuers: VERCEL },
      })),
    ]);
    const names = [...new Set(queried.map(({ host }) => host))];
    const answers = new Map(
      await Promise.all(
        names.map(async (host) => [host, await caaOf({ host, resolvers }, PATIENCE)] as const),
      ),
    );
    const findings = queried.flatMap(({ host, who, issuers }): Finding[] => {
      const answer = answers.get(host);
      if (!answer?.ok) return [];
      const { at, issuers: allowed } = answer.value;
      if (allowed === undefined || allowed.some((one) => issuers.includes(one))) return [];
      const those = allowed.length === 0 ? "nobody" : `${allowed.join(", ")} alone`;
      return [
        fault(
          `the CAA records for ${host} (${at === host ? "its own, or of where it leads to" : `of ${at}`}) let ${those} issue`,
          `${issuers[0] ?? ""} among them: ${who} issues a certificate for ${host}`,
          at === host && who === "AWS"
            ? `CAA records of ${vercel.target} are Vercel's: name an A record of your own as vercel.target (docs/permissions.md)`
            : `add to ${at}: CAA 0 issue "${issuers[0] ?? ""}"`,
        ),
      ];
    });
    const silent = [...answers].flatMap(([host, answer]) =>
      answer.ok ? [] : [`${host} (${answer.failed})`],
    );
    const querying = unknown(
      `no answer on the CAA records of ${silent.join(", ")}`,
      `a resolver that answers; by hand: dig +short CAA ${hosts.public}`,
    );
    const all = [...findings, ...(silent.length > 0 ? [querying] : [])];
    return all.length > 0 ? all : [ok(`AWS and Vercel may issue for ${names.join(", ")}`)];
  }),
};
