import { present, type Absent } from "../../../rollout/parts.ts";
import type { ProductionConfig } from "../../../config.ts";
import { code, section } from "../markdown.ts";

type There<K extends keyof ProductionConfig["channels"]> = Exclude<
  ProductionConfig["channels"][K],
  Absent
>;

/** How customers are notified. Alerts never reach them: a person writes to them. */
export function customers(config: ProductionConfig): string {
  const page = present(config.channels.statusPage);
  const customers = present(config.channels.customers);
  return section(
    "## Tell customers",
    "Do so if they noticed it, or still do. The support group decides, with the product group. Write first that you know of it, then that it is over. Name no cause before it is certain.",
    code(
      "text",
      [
        "Since HH:MM UTC some of you may see errors at WHERE. We have gone back to the version before",
        "and are watching it. Next message at HH:MM UTC.",
      ].join("\n"),
    ),
    page ? pageOf(page, customers, config) : "There is no status page.",
    customers?.email === undefined
      ? undefined
      : `**By mail**: write the same to \`${customers.email}\`. It gets no alert, and nothing else from here.`,
  );
}

function pageOf(
  { name, domainPrefix, components }: There<"statusPage">,
  customers: There<"customers"> | undefined,
  { datadog }: ProductionConfig,
): string {
  const keys = '-H "DD-API-KEY: $DATADOG_API_KEY" -H "DD-APPLICATION-KEY: $DATADOG_APP_KEY"';
  const degradation = {
    data: {
      type: "degradations",
      attributes: {
        title: "Errors at WHERE",
        description: "MESSAGE",
        status: "investigating",
        components_affected: [{ id: "COMPONENT", status: "partial_outage" }],
      },
    },
  };
  return [
    `**The status page**, https://${domainPrefix}.statuspage.datadoghq.com: Datadog, Status Pages, \`${name}\`. Publish a degradation of what is affected: ${components.join(", ")}. ${customers?.subscribe ? "Subscribers get it by mail." : "Nobody may subscribe to it."} The page itself is made unpublished: publish it once, before the first rollout. The same by command, in bash:`,
    code(
      "sh",
      [
        `api=https://api.${datadog.site}/api/v2/statuspages`,
        `keys=(${keys})`,
        'curl -sS "${keys[@]}" "$api" # the id of the page',
        'curl -sS "${keys[@]}" "$api/PAGE/components" # the ids of its parts',
        'curl -sS "${keys[@]}" -X POST "$api/PAGE/publish" # once',
        'curl -sS "${keys[@]}" -X POST "$api/PAGE/degradations" \\',
        `  -H 'Content-Type: application/json' -d '${JSON.stringify(degradation, null, 2)}'`,
      ].join("\n"),
    ),
    "When it is over: `PATCH` `$api/PAGE/degradations/ID` with the status `resolved` and each part `operational`.",
  ].join("\n\n");
}
