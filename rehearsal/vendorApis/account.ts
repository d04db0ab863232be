/** A team at Vercel. */
interface Team {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** What it has bought; `pro` where absent. */
  plan?: string;
  /** The role of the token's user in it; `MEMBER` where absent. */
  role?: string;
}

/** What a project at Vercel has beside what the stand-in cloud holds of it. */
interface ProjectFacts {
  readonly framework?: string;
  /** Seconds. */
  readonly skewProtectionMaxAge?: number;
  /** Who must log in: `all`, `preview`, `prod_deployment_urls_and_all_previews` … */
  readonly ssoProtection?: string;
  readonly autoExposeSystemEnvs?: boolean;
  /** The repository that Vercel builds from. */
  readonly repository?: { readonly org: string; readonly repo: string };
}

/**
 * What the accounts have that is no resource of the stand-in clouds: resources, aliases, records and
 * distributions are those of the clouds' file. A test may change it while the APIs run.
 */
export interface VendorAccount {
  /**
   * The permissions that the credentials lack, each as its vendor names it: `Vercel`, `Zone: Read`,
   * `DNS: Read`, `DNS: Edit`, an action of AWS (`route53:ListHostedZonesByName`).
   */
  readonly lacks: Set<string>;
  readonly vercel: {
    readonly token: string;
    readonly teams: Team[];
    /** By the project's name. */
    readonly projects: Record<string, ProjectFacts>;
  };
  readonly cloudflare: {
    readonly token: string;
    readonly zones: { readonly id: string; readonly name: string; readonly status?: string }[];
  };
  readonly aws: {
    readonly accessKeyId: string;
    readonly account: string;
    /** Aliases that distributions of other accounts have. */
    readonly takenAliases: string[];
    /** Buckets of other accounts. */
    readonly takenBuckets: string[];
  };
}

/** Accounts that lack no permission, with nothing in them. */
export function emptyAccount(): VendorAccount {
  return {
    lacks: new Set(),
    vercel: { token: "vercel-token", teams: [], projects: {} },
    cloudflare: { token: "cloudflare-token", zones: [] },
    aws: {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      account: "123456789012",
      takenAliases: [],
      takenBuckets: [],
    },
  };
}
