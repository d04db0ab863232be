import { resourceType, type Cloud } from "../resourceType.ts";
import { dashboard } from "./dashboard.ts";
import { wording } from "./failures.ts";
import { logsCustomPipeline } from "./logsCustomPipeline.ts";
import { logsMetric } from "./logsMetric.ts";
import { monitor } from "./monitor.ts";
import { serviceLevelObjective } from "./serviceLevelObjective.ts";
import { syntheticsTest } from "./syntheticsTest.ts";

/** Datadog: monitors and tests, objectives, dashboards, and metrics made from logs. */
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
  ],
  wording,
};
