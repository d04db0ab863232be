import closeOut from "./cleanup/closeOut.ts";
import cleanUp from "./cleanup/cleanUp.ts";
import debugSettings from "./cleanup/debugSettings.ts";
import temporaryCredentials from "./cleanup/temporaryCredentials.ts";
import releases from "./code-quality/releases.ts";
import channels from "./communication/channels.ts";
import criticalBySms from "./communication/criticalBySms.ts";
import stakeholders from "./communication/stakeholders.ts";
import exampleValues from "./configuration/exampleValues.ts";
import packConfig from "./configuration/packConfig.ts";
import contacts from "./contacts/contacts.ts";
import environmentKeys from "./environment/environmentKeys.ts";
import stagingVariables from "./environment/stagingVariables.ts";
import exemptions from "./exemptions/exemptions.ts";
import certificates from "./full-rollout/certificates.ts";
import protect from "./full-rollout/protect.ts";
import trafficPair from "./full-rollout/trafficPair.ts";
import evidence from "./gradual-rollout/evidence.ts";
import freeze from "./gradual-rollout/freeze.ts";
import halted from "./gradual-rollout/halted.ts";
import plan from "./gradual-rollout/plan.ts";
import soak from "./gradual-rollout/soak.ts";
import transition from "./gradual-rollout/transition.ts";
import type { Policy } from "./lib/policy.ts";
import alertThresholds from "./monitoring/alertThresholds.ts";
import dashboard from "./monitoring/dashboard.ts";
import monitorsPublished from "./monitoring/monitorsPublished.ts";
import runbookLinks from "./monitoring/runbookLinks.ts";
import syntheticChecks from "./monitoring/syntheticChecks.ts";
import rollbackTriggers from "./rollback-plan/rollbackTriggers.ts";

/** Every policy of the pack: those that judge the rollout, then those that judge all that is declared. */
export const POLICIES: readonly Policy[] = [
  ...[transition, soak, halted, plan, evidence, freeze, closeOut],
  ...[releases, stagingVariables, environmentKeys, trafficPair, certificates, protect],
  ...[rollbackTriggers, alertThresholds, monitorsPublished, syntheticChecks, dashboard],
  ...[runbookLinks, stakeholders, channels, criticalBySms, contacts],
  ...[debugSettings, cleanUp, temporaryCredentials, exemptions],
  ...[exampleValues, packConfig],
];
