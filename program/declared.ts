import type * as pulumi from "@pulumi/pulumi";
import type { ProductionArgs } from "../components/index.ts";
import type { Watched } from "../components/monitoring/index.ts";
import { outOfScope } from "../checklist/scope.ts";
import type { ProductionConfig } from "../config.ts";
import { archiveBucket } from "../components/operations/archiveBucket.ts";
import { datadogAccount } from "../config/operations.ts";
import { isAbsent, present } from "../rollout/parts.ts";
import { GROUPS, ownTeam, type Group } from "../rollout/routing.ts";

/** As what Datadog knows production; what there is none of is absent. */
export function watchedOf({ monitoring }: ProductionConfig): Watched {
  const { service, env, operations, metrics, database, redis } = monitoring;
  return {
    ...{ service, env, database, redis },
    operations: { ...operations, thirdParties: present(operations.thirdParties) },
    metrics: {
      cpu: present(metrics.cpu),
      memory: present(metrics.memory),
      integrity: present(metrics.integrity),
      security: present(metrics.security),
      payments: present(metrics.payments),
      checkouts: present(metrics.checkouts),
    },
  };
}

/** What watches production. `apiKey` is Datadog's, required where Vercel is to send to it. */
export function monitoringOf(
  config: ProductionConfig,
  stack: string,
  apiKey: () => pulumi.Output<string>,
): ProductionArgs["monitoring"] {
  const { drain, signal, availability, runbookUrl } = config.monitoring;
  return {
    ...{ stack, signal, availability, thresholds: config.thresholds, lacking: config.lacking },
    notApplicable: outOfScope(config),
    ...watchedOf(config),
    runbookUrl: present(runbookUrl),
    checks: checksOf(config),
    ...(drain && {
      drain: { site: config.datadog.site, apiKey: apiKey() },
    }),
  };
}

/** What synthetic tests do; nothing where there are none. */
export function checksOf({ monitoring }: ProductionConfig): ProductionArgs["monitoring"]["checks"] {
  const checks = present(monitoring.checks);
  return (
    checks && {
      ...checks,
      api: present(checks.api),
      signIn: present(checks.signIn),
      payment: present(checks.payment),
      realtime: present(checks.realtime),
      assets: present(checks.assets),
    }
  );
}

/** Who is notified of it. */
export function notificationsOf(
  config: ProductionConfig,
  stack: string,
): ProductionArgs["notifications"] {
  const { statusPage, customers, slack, email, sms } = config.channels;
  const page = present(statusPage);
  return {
    stakeholders: stakeholdersOf(config, stack),
    channels: {
      slack: present(slack),
      email: present(email) ?? [],
      sms: [...new Set(present(sms))],
    },
    ...(page &&
      !page.existing && {
        statusPage: {
          name: page.name,
          domainPrefix: page.domainPrefix,
          components: page.components,
          subscribe: !isAbsent(customers) && customers.subscribe,
        },
      }),
  };
}

/** The groups' teams; those that name none share the stack's own. */
function stakeholdersOf(
  { stakeholders }: ProductionConfig,
  stack: string,
): ProductionArgs["notifications"]["stakeholders"] {
  return Object.fromEntries(
    (Object.keys(GROUPS) as Group[]).flatMap((group) => {
      const team = present(stakeholders[group]);
      return team ? [[group, { ...team, handle: team.handle ?? ownTeam(stack) }]] : [];
    }),
  );
}

/** What production leaves behind, and who may read it. */
export function operationsOf(
  config: ProductionConfig,
  stack: string,
): ProductionArgs["operations"] {
  const { retention, bypass } = config.operations;
  const { cloudflareReadToken: token, monitoring } = config;
  const [aws, archive] = [present(config.operations.aws), present(config.operations.archive)];
  return {
    ...{ retention, bypass },
    ...(aws && { aws: { ...aws, datadogAccount: datadogAccount(config) } }),
    ...(token !== undefined && { cloudflare: { zone: config.cloudflare.zone, token } }),
    ...(archive &&
      aws && {
        archive: {
          ...archive,
          bucket: archive.bucket ?? archiveBucket(stack, aws.account),
          query: `service:${monitoring.service} env:${monitoring.env}`,
        },
      }),
  };
}
