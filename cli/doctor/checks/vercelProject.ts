import { withConfig, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { ofType, textIn, TYPES } from "../inState.ts";

/** Which kinds of protection cover production's own domains: https://vercel.com/docs/deployment-protection */
const OF_ALL = ["all"];

/** The project is this stack's, and visitors reach it. */
export const vercelProject: Check = {
  id: "vercel-project",
  title: "the Vercel project",
  for: ["up", "start"],
  run: withConfig(async ({ clouds, config, resources, stack }) => {
    const { team, project: name } = config.vercel;
    const observed = await (await clouds.vercel(team)).project(name);
    const own = ofType(await resources(), TYPES.project).some(
      (one) => textIn(one, "name") === name,
    );
    const isShared =
      config.environment === "staging" &&
      ("branch" in config.vercel || "environment" in config.vercel);
    if (!observed)
      return own || isShared
        ? [
            fault(
              `Vercel has no project ${name} that the token sees`,
              "the project that the stack file names",
              "correct vercel.project and vercel.team, or the token's scope",
            ),
          ]
        : [ok(`${name} is free: pulumi up makes it`)];
    const protections = [observed.ssoProtection, observed.passwordProtection].flatMap((one) =>
      one && OF_ALL.includes(one.deploymentType) ? [one.deploymentType] : [],
    );
    const findings: Finding[] = [
      ...(own || isShared
        ? []
        : [
            fault(
              `the project ${name} is there, and the state of ${stack.name} has not got it`,
              "a project that this stack makes, or that was imported into it",
              "canary adopt imports it (docs/adopting.md); or name another vercel.project",
              ["up"],
            ),
          ]),
      ...(protections.length > 0 && config.environment === "production"
        ? [
            fault(
              `deployment protection of ${name} covers all deployments: visitors and probes get a sign-in page`,
              "Standard Protection at most, which leaves production's own domains open",
              "Vercel, Settings, Deployment Protection: https://vercel.com/docs/deployment-protection",
              ["start"],
            ),
          ]
        : []),
      ...(config.vercel.skewProtection !== undefined && observed.autoExposeSystemEnvs === false
        ? [
            fault(
              "the project does not expose system environment variables",
              "Automatically expose system environment variables, which skew protection needs",
              "Vercel, Settings, Environment Variables: https://vercel.com/docs/skew-protection",
              ["start"],
            ),
          ]
        : []),
    ];
    return findings.length > 0 ? findings : [ok(`${name} is this stack's`)];
  }),
};
