import { openAws } from "../../../vendors/aws.ts";
import type { Given } from "../flags.ts";
import { Collector, type Findings } from "./findings.ts";

/** The account, and whether the host is an alias at CloudFront already. */
export async function discoverAws({ site = "" }: Given): Promise<Findings & { account?: string }> {
  const findings = new Collector();
  const aws = openAws();
  const identity = await findings.read(() => aws.identity());
  if (!identity) return findings;
  findings.notes.push(`AWS: the account ${identity.account}, as ${identity.arn}`);
  const [taken] = (await findings.read(() => aws.distributions(site))) ?? [];
  if (taken)
    findings.warnings.push(
      `${site} is an alias of the distribution ${taken.id} at CloudFront: it must be taken from there first`,
    );
  const [zone] = (await findings.read(() => aws.hostedZones(`rollout.${site}`))) ?? [];
  if (zone) findings.notes.push(`AWS: a hosted zone rollout.${site} is there already (${zone.id})`);
  return Object.assign(findings, { account: identity.account });
}
