import { IntegrationAccount as CloudflareAccount } from "@pulumi/datadog/cloudflare/integrationAccount.js";
import * as pulumi from "@pulumi/pulumi";
import type { Instant } from "../../rollout/time.ts";
import { archive, type ArchiveArgs } from "./archive.ts";
import { awsIntegration } from "./awsIntegration.ts";
import { bypasses, overdue } from "./bypasses.ts";
import { retention, type RetentionArgs } from "./retention.ts";

/** The AWS account, and Datadog's role in it. */
export interface AwsArgs {
  /** Its number, twelve digits. */
  readonly account: string;
  /** The name of Datadog's role. */
  readonly role: string;
  /** Datadog's own account, where the role and the integration are made here; absent where they are there. */
  readonly datadogAccount?: string | undefined;
}

export interface OperationsArgs {
  /** The Vercel project's id, `prj_…`. */
  readonly projectId: pulumi.Input<string>;
  /** The team that owns it; default the token's own account. */
  readonly team?: string | undefined;
  /** How long Vercel keeps old deployments. */
  readonly retention: RetentionArgs;
  /** The days until which secrets past Vercel's protection are good, `2027-01-31`; none where absent. */
  readonly bypass?: readonly string[] | undefined;
  /** When it is, to say whose day has passed. */
  readonly now: Instant;
  readonly aws?: AwsArgs | undefined;
  /** Where Cloudflare's numbers are read into Datadog; absent where they are not, or already. */
  readonly cloudflare?:
    | {
        /** What Datadog calls the account: the zone. */
        readonly zone: string;
        /** A Cloudflare token that reads zones and their analytics; a secret in the state. */
        readonly token: pulumi.Input<string>;
      }
    | undefined;
  /** Where logs are archived; absent where Datadog keeps none. Needs `aws`. */
  readonly archive?: ArchiveArgs | undefined;
  /** Whether the archive's bucket is protected from deletion. Default true. */
  readonly protect?: boolean | undefined;
}

/**
 * What a deployment leaves behind, and who may read it: old deployments that go, secrets that are
 * rotated, logs that are archived, and the clouds' own numbers at Datadog.
 */
export class Operations extends pulumi.ComponentResource {
  /** The newest secret past Vercel's deployment protection, the header `x-vercel-protection-bypass`. */
  public readonly protectionBypass: pulumi.Output<string> | undefined;

  public constructor(name: string, args: OperationsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("canary:index:Operations", name, {}, opts);
    const inside = { parent: this };
    const project = {
      projectId: args.projectId,
      ...(args.team !== undefined && { teamId: args.team }),
    };
    const days = args.bypass ?? [];

    retention(name, args.retention, project, inside);
    this.protectionBypass = bypasses(name, days, project, inside);
    for (const message of overdue(days, args.now)) void pulumi.log.warn(message, this);
    declareDatadog(name, args, inside);
    this.registerOutputs({ protectionBypass: this.protectionBypass });
  }
}

/** What Datadog may read, and where it archives. */
function declareDatadog(
  name: string,
  { aws, cloudflare, archive: archived, protect = true }: OperationsArgs,
  inside: { readonly parent: pulumi.Resource },
): void {
  const integrated =
    aws?.datadogAccount === undefined
      ? undefined
      : awsIntegration(name, { ...aws, datadogAccount: aws.datadogAccount }, inside);
  if (cloudflare) {
    new CloudflareAccount(
      `${name}-cloudflare`,
      // No web traffic is proxied: DNS is what Cloudflare answers here.
      { name: cloudflare.zone, apiKey: pulumi.secret(cloudflare.token), resources: ["dns"] },
      inside,
    );
  }
  if (aws && archived) {
    const role = integrated?.role.name ?? aws.role;
    const writer = { account: aws.account, role, integration: integrated?.integration };
    archive(name, archived, writer, { ...inside, protect });
  }
}
