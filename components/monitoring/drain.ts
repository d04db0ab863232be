import * as pulumi from "@pulumi/pulumi";
import { LogDrain } from "@pulumiverse/vercel/logDrain.js";
import { TraceDrain } from "@pulumiverse/vercel/traceDrain.js";
import { tagValue, type Signal } from "../../rollout/tags.ts";

/** How Vercel sends to Datadog what the app says. Needs Vercel's Pro plan. */
export interface DrainArgs {
  /** The Vercel project's id, `prj_…`. */
  readonly projectId: pulumi.Input<string>;
  /** The team that owns it; default the token's own account. */
  readonly team?: string | undefined;
  /** The Datadog site, e.g. `datadoghq.com`. */
  readonly site: string;
  /** A Datadog API key; a secret in the state. */
  readonly apiKey: pulumi.Input<string>;
}

/** The signal that the monitors are made on, from Vercel to Datadog. */
export function drain(
  name: string,
  signal: Signal,
  { service, env }: { readonly service: string; readonly env: string },
  { projectId, team, site, apiKey }: DrainArgs,
  opts: pulumi.CustomResourceOptions,
): LogDrain | TraceDrain {
  const key = pulumi.secret(apiKey);
  const common = {
    name: `datadog-${service}`,
    projectIds: [projectId],
    ...(team !== undefined && { teamId: team }),
  };
  if (signal === "logs") {
    const tags = new URLSearchParams({
      ddsource: "vercel",
      service: tagValue(service),
      ddtags: `env:${tagValue(env)}`,
    });
    return new LogDrain(
      name,
      {
        ...common,
        deliveryFormat: "json",
        environments: ["production"],
        sources: ["lambda", "edge"],
        // https://docs.datadoghq.com/api/latest/logs/#send-logs
        endpoint: `https://http-intake.logs.${site}/api/v2/logs?${tags.toString()}`,
        headers: { "DD-API-KEY": key },
      },
      opts,
    );
  }
  return new TraceDrain(
    name,
    {
      ...common,
      deliveryFormat: "proto",
      // https://docs.datadoghq.com/opentelemetry/setup/otlp_ingest/managed_platforms/
      endpoint: `https://vercel.integrations.otlp.${site}/v1/traces`,
      // Without the second the intake computes no trace metrics, and every monitor is without data
      // (https://docs.datadoghq.com/opentelemetry/setup/otlp_ingest/traces/).
      headers: { "dd-api-key": key, compute_stats: "true" },
    },
    opts,
  );
}
