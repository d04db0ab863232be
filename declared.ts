import type * as pulumi from "@pulumi/pulumi";
import type { ProductionArgs } from "./components/index.ts";
import type { ProductionConfig } from "./config.ts";
import { datadogAccount } from "./config/operations.ts";

/** What watches production. `apiKey` is Datadog's, asked for where Vercel is to send to it. */
export function monitoringOf(
  config: ProductionConfig,
  stack: string,
  apiKey: () => pulumi.Output<string>,
): ProductionArgs["monitoring"] {
  const { checks, drain, ...watched } = config.monitoring;
  return {
    ...watched,
    stack,
    thresholds: config.thresholds,
    ...(checks.enabled && { checks }),
    ...(drain && {
      drain: { site: config.datadog.site, apiKey: apiKey() },
    }),
  };
}

/** Who is told of it. */
export function notificationsOf(config: ProductionConfig): ProductionArgs["notifications"] {
  const { statusPage, customers, ...channels } = config.channels;
  const { enabled, ...page } = statusPage;
  return {
    stakeholders: config.stakeholders,
    channels,
    ...(enabled && { statusPage: { ...page, subscribe: customers.subscribe } }),
  };
}

/** What production leaves behind, and who may look. */
export function operationsOf(config: ProductionConfig): ProductionArgs["operations"] {
  const { aws, archive, ...kept } = config.operations;
  const { cloudflareReadToken: token, monitoring } = config;
  return {
    ...kept,
    aws: { ...aws, datadogAccount: datadogAccount(config) },
    ...(token !== undefined && { cloudflare: { zone: config.cloudflare.zone, token } }),
    ...(archive.enabled && {
      archive: { ...archive, query: `service:${monitoring.service} env:${monitoring.env}` },
    }),
  };
}
