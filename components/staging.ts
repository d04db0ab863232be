import { Environment, type EnvironmentArgs } from "./environment.ts";

export interface StagingArgs {
  /** The host that staging is tested under, e.g. `staging.example.com`. */
  readonly host: string;
  /** The deployment id of the release to serve. */
  readonly deployment: string;
  /** The Cloudflare zone of the host. */
  readonly cloudflare: { readonly zoneId: string };
  /** The Vercel project, and Vercel's DNS name for its domains. */
  readonly vercel: EnvironmentArgs["vercel"] & { readonly target: string };
  readonly variables?: EnvironmentArgs["variables"];
  readonly secrets?: EnvironmentArgs["secrets"];
  /** Whether what must not vanish is protected from deletion. Default true. */
  readonly protect?: boolean | undefined;
}

/** Staging, whole: a project of its own and one host that serves one release. No rollout, no record. */
export function declareStaging(args: StagingArgs): Environment {
  const { host, deployment, cloudflare, vercel } = args;
  return new Environment(
    "staging",
    {
      ...args,
      hosts: {
        public: { host, deployment, dns: { zoneId: cloudflare.zoneId, target: vercel.target } },
      },
    },
    { protect: args.protect ?? true },
  );
}
