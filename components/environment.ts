import { DnsRecord } from "@pulumi/cloudflare/dnsRecord.js";
import * as pulumi from "@pulumi/pulumi";
import { Alias } from "@pulumiverse/vercel/alias.js";
import { Project, type ProjectArgs } from "@pulumiverse/vercel/project.js";
import { ProjectDomain } from "@pulumiverse/vercel/projectDomain.js";
import { ProjectEnvironmentVariable } from "@pulumiverse/vercel/projectEnvironmentVariable.js";
import type { TrafficSetting } from "../rollout/traffic.ts";
import { inPart, inProduction, type Place, type ProjectPart } from "./place.ts";
import { aliasOf } from "./trafficSettings.ts";

/** A host of the environment, and the deployment that it serves. */
export interface EnvironmentHost {
  /** The host's name, e.g. `www.example.com`. */
  readonly host: string;
  /** The Vercel deployment that the host's alias points at. */
  readonly deployment: pulumi.Input<string>;
  /** Where the host's DNS record is kept; absent for a host whose traffic is split elsewhere. */
  readonly dns?: {
    /** The Cloudflare zone. */
    readonly zoneId: string;
    /** Vercel's DNS name for the project's domains, e.g. `cname.vercel-dns.com`. */
    readonly target: string;
  };
}

export interface EnvironmentArgs {
  readonly vercel: {
    /** The project's name: `shop`, `shop-staging`. */
    readonly project: string;
    /** The team that owns it; default the token's own account. */
    readonly team?: string | undefined;
    /** The framework that Vercel builds for, e.g. `nextjs`. */
    readonly framework?: string | undefined;
    /** How long Vercel keeps a visitor on the deployment that they loaded, e.g. `12 hours`. */
    readonly skewProtection?: string | undefined;
  };
  /** The part of another stack's project that it is; a project of its own where absent. */
  readonly part?: ProjectPart | undefined;
  /** The hosts by their role, e.g. `public`; the role names the resources, `production-public`. */
  readonly hosts: Readonly<Record<string, EnvironmentHost>>;
  /** The app's environment variables. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** The app's secret environment variables: secrets in the state, sensitive at Vercel. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** Hooks on the aliases, which route traffic. */
  readonly holdBack?: pulumi.ResourceHookBinding | undefined;
  /** Leave each alias where it points, whatever `deployment` says. Default false. */
  readonly keepAliases?: boolean | undefined;
}

/**
 * What the app's own team sets on the project: how it is built, and who may view it. An adopted
 * project keeps them; undeclared, an update would take them away, and unlink its Git repository.
 */
const BUILD_SETTINGS: readonly (keyof ProjectArgs)[] = [
  "buildCommand",
  "devCommand",
  "environments",
  "gitComments",
  "gitForkProtection",
  "gitRepository",
  "ignoreCommand",
  "installCommand",
  "nodeVersion",
  "oidcTokenConfig",
  "optionsAllowlist",
  "outputDirectory",
  "passwordProtection",
  "previewDeploymentSuffix",
  "resourceConfig",
  "rootDirectory",
  "serverlessFunctionRegion",
  "trustedIps",
  "vercelAuthentication",
];

/**
 * Where the app lives: a Vercel project of its own, or a part of another's, with its variables, and its
 * hosts, each an alias that points at a deployment. Deployments are made by the app's own pipeline.
 */
export class Environment extends pulumi.ComponentResource {
  /** The project's id, `prj_…`. */
  public readonly projectId: pulumi.Output<string>;
  /** Each alias as it was written, which a targeted update may have left behind. */
  public readonly aliases: pulumi.Output<readonly TrafficSetting[]>;

  public constructor(name: string, args: EnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    const hosts = Object.entries(args.hosts);
    // The deployments and secrets stay out of the component's own inputs: those are kept in the
    // state, and would be one more change in the diff each time that an alias moves.
    const inputs = { vercel: args.vercel, hosts: hosts.map(([, one]) => one.host) };
    super("canary:index:Environment", name, inputs, { protect: true, ...opts });
    const team = args.vercel.team === undefined ? {} : { teamId: args.vercel.team };

    const place = this.declarePlace(name, args, team);
    this.projectId = pulumi.output(place.project.projectId);
    for (const [key, value, sensitive] of variablesOf(args)) {
      new ProjectEnvironmentVariable(
        `${name}-${key}`,
        { ...place.project, key, value, sensitive, ...place.variable },
        { parent: this, protect: false },
      );
    }
    this.aliases = pulumi
      .all(
        hosts.map(
          ([role, host]) =>
            [role, this.declareHost(`${name}-${role}`, host, args, place).deploymentId] as const,
        ),
      )
      .apply((aliases) =>
        aliases.map(([role, value]): TrafficSetting => ({
          kind: "alias",
          ...aliasOf(`${name}-${role}`),
          value,
        })),
      );
    this.registerOutputs({ projectId: this.projectId });
  }

  private declarePlace(name: string, args: EnvironmentArgs, team: { teamId?: string }): Place {
    const { part } = args;
    if (part) return inPart(name, part, { projectId: part.projectId, ...team }, { parent: this });
    const project = new Project(name, projectArgs(args), {
      parent: this,
      ignoreChanges: [...BUILD_SETTINGS],
    });
    return inProduction({ projectId: project.id, ...team });
  }

  private declareHost(
    name: string,
    { host, deployment, dns }: EnvironmentHost,
    args: EnvironmentArgs,
    place: Place,
  ): Alias {
    const { teamId } = place.project;
    const domain = new ProjectDomain(
      name,
      { ...place.project, domain: host, ...place.domain },
      { parent: this },
    );
    const served = new Alias(
      name,
      { alias: domain.domain, deploymentId: deployment, ...(teamId !== undefined && { teamId }) },
      {
        parent: this,
        ...(args.holdBack && { hooks: args.holdBack }),
        ...(args.keepAliases && { ignoreChanges: ["deploymentId"] }),
      },
    );
    if (dns) {
      new DnsRecord(
        name,
        {
          zoneId: dns.zoneId,
          name: host,
          type: "CNAME",
          content: dns.target,
          ttl: 300,
          proxied: false,
        },
        { parent: this },
      );
    }
    return served;
  }
}

function projectArgs({ vercel }: EnvironmentArgs) {
  return {
    name: vercel.project,
    // Hosts move by alias alone: a new production deployment must not take them by itself.
    autoAssignCustomDomains: false,
    ...(vercel.team !== undefined && { teamId: vercel.team }),
    ...(vercel.framework !== undefined && { framework: vercel.framework }),
    ...(vercel.skewProtection !== undefined && { skewProtection: vercel.skewProtection }),
  };
}

/** Every variable as key, value and whether Vercel is to hide it. */
function variablesOf(args: EnvironmentArgs): [string, pulumi.Input<string>, boolean][] {
  return [
    ...Object.entries(args.variables ?? {}).map(([key, value]): [string, string, boolean] => [
      key,
      value,
      false,
    ]),
    ...Object.entries(args.secrets ?? {}).map(
      ([key, value]): [string, pulumi.Output<string>, boolean] => [key, pulumi.secret(value), true],
    ),
  ];
}
