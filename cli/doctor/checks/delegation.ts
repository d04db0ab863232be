import { publicHosts } from "../../../config/hosts.ts";
import { askDelegation } from "../../../measure/delegation.ts";
import { refuseDelegation } from "../../../rollout/delegation.ts";
import { inProduction, type Check } from "../check.ts";
import type { Context } from "../context.ts";
import { fault, ok, unknown, type Finding } from "../finding.ts";
import { TYPES } from "../inState.ts";

/** How long a zone's servers may take, in seconds. */
const PATIENCE = 25;

/** A name that is delegated to somebody else is refused by the first `up`. */
export const delegation: Check = {
  id: "dns-delegation",
  title: "whether the zones of the weighted records are free",
  for: ["up"],
  run: inProduction(async ({ config, resources }) => {
    const { cloudflare, hosts, resolvers } = config;
    const own = nameServersIn(await resources());
    const observed = await Promise.all(
      publicHosts(hosts).map(async ({ delegated: name }): Promise<readonly Finding[]> => {
        const to = await askDelegation({ name, zone: cloudflare.zone, resolvers }, PATIENCE);
        if (!to.ok)
          return [
            unknown(
              `whether ${name} is delegated to somebody is not known: ${to.failed}`,
              `name servers of ${cloudflare.zone} that answer; by hand: dig +short NS ${name}`,
            ),
          ];
        return refuseDelegation({ name, own, to: to.value }).map(({ observed, remedy }) =>
          fault(observed, `${name} delegated by nobody, or by this stack`, remedy),
        );
      }),
    );
    const faults = observed.flat();
    return faults.length > 0 ? faults : [ok("delegated by nobody else")];
  }),
};

/** The name servers of this stack's own zones at Route 53. */
function nameServersIn(resources: Awaited<ReturnType<Context["resources"]>>): string[] {
  return resources
    .filter(({ type }) => type === TYPES.zone)
    .flatMap(({ outputs }) => {
      const { nameServers } = outputs;
      return Array.isArray(nameServers)
        ? nameServers.map((name) => String(name).toLowerCase())
        : [];
    });
}
