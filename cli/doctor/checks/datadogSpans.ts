import { inProduction, type Check } from "../check.ts";
import { isOfSpans, LOOKED_BACK, unsentIn } from "../datadogNeeds.ts";
import { fault, ok } from "../finding.ts";

const DAY = 24 * 60 * 60;

/** Datadog names a metric of spans by the span: https://docs.datadoghq.com/tracing/metrics/metrics_namespace/ */
export const datadogSpans: Check = {
  id: "datadog-spans",
  title: "the names of the spans",
  for: ["start"],
  run: inProduction(async (context) => {
    const unsent = await unsentIn(context, isOfSpans);
    const silent = unsent.filter(({ tags }) => tags.length === 0);
    if (silent.length === 0) return [ok("each has had spans")];
    const { clouds, config, now } = context;
    const since = now().getTime() / 1000 - LOOKED_BACK * DAY;
    const sent = await (
      await clouds.datadog(config.datadog)
    ).metrics(since, `service:${config.monitoring.service}`);
    const names = [...new Set(sent.flatMap((one) => /^trace\.(.+)\.hits$/.exec(one)?.[1] ?? []))];
    const bySender = Map.groupBy(silent, ({ sender }) => sender);
    return [...bySender].map(([sender, metrics]) =>
      fault(
        `Datadog has had no data of ${metrics.map(({ metric }) => metric).join(", ")} for ${LOOKED_BACK} days`,
        sender,
        names.length > 0
          ? `name the span as the app calls it; Datadog has ${names.toSorted().join(", ")}`
          : `have the app send traces as the service ${config.monitoring.service}`,
      ),
    );
  }),
};
