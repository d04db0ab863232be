import { LogsCustomPipeline } from "@pulumi/datadog/logsCustomPipeline.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Watched } from "./definition.ts";

/**
 * Reads the line of JSON that the app wrote. Vercel hands it on as text, in `message`
 * (https://vercel.com/docs/drains/reference/logs); lines that are no JSON stay as they are
 * (https://docs.datadoghq.com/logs/log_configuration/parsing/#json-filter).
 */
export function logsPipeline(
  name: string,
  { service, env }: Watched,
  opts: pulumi.CustomResourceOptions,
): void {
  new LogsCustomPipeline(
    name,
    {
      name: `canary: ${service} (${env})`,
      isEnabled: true,
      filters: [{ query: `source:vercel service:${service} env:${env}` }],
      processors: [
        {
          grokParser: {
            name: "JSON that the app wrote",
            isEnabled: true,
            source: "message",
            grok: { supportRules: "", matchRules: "line %{data::json}" },
          },
        },
      ],
    },
    opts,
  );
}
