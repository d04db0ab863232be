import { resourceType, type Cloud } from "../resourceType.ts";
import { awsIntegrationAccount, awsIntegrationExternalId } from "./awsIntegrationAccount.ts";
import { cloudflareIntegrationAccount } from "./cloudflareIntegrationAccount.ts";
import { dashboard } from "./dashboard.ts";
import { wording } from "./failures.ts";
import { logsArchive } from "./logsArchive.ts";
import { logsCustomPipeline } from "./logsCustomPipeline.ts";
import { logsMetric } from "./logsMetric.ts";
import { monitor } from "./monitor.ts";
import { monitorNotificationRule } from "./monitorNotificationRule.ts";
import { serviceLevelObjective } from "./serviceLevelObjective.ts";
import { slackChannel } from "./slackChannel.ts";
import { statusPage, statusPageComponent } from "./statusPage.ts";
import { syntheticsTest } from "./syntheticsTest.ts";
import { team, teamNotificationRule } from "./team.ts";

/**
 * Datadog: monitors and tests, objectives, dashboards, metrics made from logs; who is notified, and the
 * status page; archives and integrations.
 */
export const datadog: Cloud = {
  name: "datadog",
  sdk: "@pulumi/datadog",
  types: [
    resourceType(monitor),
    resourceType(syntheticsTest),
    resourceType(serviceLevelObjective),
    resourceType(dashboard),
    resourceType(logsMetric),
    resourceType(logsCustomPipeline),
    resourceType(team),
    resourceType(teamNotificationRule),
    resourceType(monitorNotificationRule),
    resourceType(slackChannel),
    resourceType(statusPage),
    resourceType(statusPageComponent),
    resourceType(logsArchive),
    resourceType(awsIntegrationAccount),
    resourceType(awsIntegrationExternalId),
    resourceType(cloudflareIntegrationAccount),
  ],
  wording,
};
