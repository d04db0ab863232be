import type { Instant } from "../rollout/time.ts";
import { Environment, type EnvironmentArgs } from "./environment.ts";
import { Operations, type OperationsArgs } from "./operations/index.ts";

export interface StagingArgs {
  /** The host that staging is tested under, e.g. `staging.example.com`. */
  readonly host: string;
  /** The deployment id of the release to serve. */
  readonly deployment: string;
  /** The Cloudflare zone of the host. */
  readonly cloudflare: { readonly zoneId: string };
  /** The Vercel project, and Vercel's DNS name for its domains. */
  readonly vercel: EnvironmentArgs["vercel"] & { readonly target: string };
  /** The part of production's Vercel project that it is; a project of its own where absent. */
  readonly part?: EnvironmentArgs["part"];
  readonly variables?: EnvironmentArgs["variables"];
  readonly secrets?: EnvironmentArgs["secrets"];
  /**
   * What a deployment leaves behind; production's stack has what an account needs once, and where the
   * project is production's, this too.
   */
  readonly operations?: Pick<OperationsArgs, "retention" | "bypass"> | undefined;
  /** When it is. */
  readonly now: Instant;
  /** Whether what must not vanish is protected from deletion. Default true. */
  readonly protect?: boolean | undefined;
}

export interface Staging {
  readonly environment: Environment;
  readonly operations: Operations | undefined;
}

/** Staging, whole: a project or a part of one, and one host that serves one release. No rollout, no record. */
export function declareStaging(args: StagingArgs): Staging {
  const { host, deployment, cloudflare, vercel } = args;
  const environment = new Environment(
    "staging",
    {
      ...args,
      hosts: {
        public: { host, deployment, dns: { zoneId: cloudflare.zoneId, target: vercel.target } },
      },
    },
    { protect: args.protect ?? true },
  );
  const operations =
    args.operations &&
    new Operations("operations", {
      ...args.operations,
      now: args.now,
      projectId: environment.projectId,
      team: vercel.team,
    });
  return { environment, operations };
}
