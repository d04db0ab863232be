import type { Check } from "./check.ts";
import { awsCredentials } from "./checks/awsCredentials.ts";
import { backend } from "./checks/backend.ts";
import { bucket } from "./checks/bucket.ts";
import { caa } from "./checks/caa.ts";
import { checkout } from "./checks/checkout.ts";
import { clock } from "./checks/clock.ts";
import { cloudflareCredentials } from "./checks/cloudflareCredentials.ts";
import { cloudflareZone } from "./checks/cloudflareZone.ts";
import { cloudfrontAliases } from "./checks/cloudfrontAliases.ts";
import { config } from "./checks/config.ts";
import { datadogCredentials } from "./checks/datadogCredentials.ts";
import { datadogMetrics } from "./checks/datadogMetrics.ts";
import { datadogSlack } from "./checks/datadogSlack.ts";
import { datadogSpans } from "./checks/datadogSpans.ts";
import { datadogTags } from "./checks/datadogTags.ts";
import { datadogTeams } from "./checks/datadogTeams.ts";
import { delegation } from "./checks/delegation.ts";
import { dnsRecords } from "./checks/dnsRecords.ts";
import { dnsTtl } from "./checks/dnsTtl.ts";
import { engine } from "./checks/engine.ts";
import { git } from "./checks/git.ts";
import { health } from "./checks/health.ts";
import { lock } from "./checks/lock.ts";
import { node } from "./checks/node.ts";
import { packages } from "./checks/packages.ts";
import { record } from "./checks/record.ts";
import { secretsProvider } from "./checks/secretsProvider.ts";
import { upgrade } from "./checks/upgrade.ts";
import { vercelCredentials } from "./checks/vercelCredentials.ts";
import { vercelHosts } from "./checks/vercelHosts.ts";
import { vercelPlan } from "./checks/vercelPlan.ts";
import { vercelProject } from "./checks/vercelProject.ts";
import { vercelReleases } from "./checks/vercelReleases.ts";
import { verifyCommands } from "./checks/verifyCommands.ts";

/** All checks, in the order in which they are listed. */
export const CHECKS: readonly Check[] = [
  ...[config, node, engine, packages, upgrade],
  ...[backend, lock, secretsProvider, record],
  ...[vercelCredentials, vercelPlan, vercelProject, vercelHosts, vercelReleases],
  ...[cloudflareCredentials, cloudflareZone, dnsRecords, dnsTtl, delegation, caa],
  ...[awsCredentials, cloudfrontAliases, bucket],
  ...[datadogCredentials, datadogTeams, datadogSlack, datadogMetrics, datadogSpans, datadogTags],
  ...[health, clock],
  ...[git, checkout, verifyCommands],
];
