import { publicHosts } from "../../../config/hosts.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";

/** Vercel keeps a domain in one project at a time, and one that redirects serves nothing. */
export const vercelHosts: Check = {
  id: "vercel-hosts",
  title: "the hosts at Vercel",
  for: ["up", "start"],
  run: inProduction(async ({ clouds, config }) => {
    const { team, project: name } = config.vercel;
    const vercel = await clouds.vercel(team);
    const [project, domains] = await Promise.all([vercel.project(name), vercel.domains(name)]);
    const hosts = publicHosts(config.hosts).flatMap((one) => [
      one.public,
      one.canary,
      one.prepared,
    ]);
    const aliases = await Promise.all(hosts.map((host) => vercel.alias(host)));
    const findings = hosts.flatMap((host, index): Finding[] => {
      const owner = aliases[index]?.projectId;
      const redirect = domains.find((one) => one.name === host)?.redirect;
      return [
        ...(owner == null || owner === project?.id
          ? []
          : [
              fault(
                `${host} is a domain of another Vercel project (${owner})`,
                `a host that no other project than ${name} serves`,
                "take it out of that project, or name another host",
                ["up"],
              ),
            ]),
        ...(redirect == null
          ? []
          : [
              fault(
                `${host} redirects to ${redirect} at Vercel`,
                "a host that serves the app itself",
                `name ${redirect} under hosts, or take the redirect away: https://vercel.com/docs/domains`,
              ),
            ]),
      ];
    });
    return findings.length > 0
      ? findings
      : [ok(`${hosts.length} hosts are this project's, or free`)];
  }),
};
