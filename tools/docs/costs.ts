import { checksOf } from "../../program/declared.ts";
import { testsOf } from "../../components/monitoring/checks.ts";
import type { ProductionConfig } from "../../config.ts";
import { publicHosts } from "../../config/hosts.ts";
import { section, table } from "./markdown.ts";

const DAY = 24 * 60 * 60;
const MONTH = 30 * DAY;

/** US dollars for 10,000 runs of API tests: Datadog's list price by public reports, not by its own page. */
const REPORTED_PRICE = 5;

/** How often a synthetic test runs. */
interface Runs {
  readonly key: string;
  readonly everySeconds: number;
  /** In 30 days, from all locations together. */
  readonly perMonth: number;
}

/** What a stack costs at the vendors, counted from what it declares. */
export function costs(config: ProductionConfig): string {
  const runs = runsOf(config);
  const total = runs.reduce((sum, { perMonth }) => sum + perMonth, 0);
  const fronts = publicHosts(config.hosts).length;
  return [
    section(
      "# What it costs",
      `The vendors' prices are on their own pages, and differ by contract. This page counts what the stack file of ${config.hosts.public} declares. \`make docs PROJECT=. TO=FOLDER\` counts your own.`,
      table(
        ["vendor", "what", "how many"],
        [
          ["Vercel", "a plan: Pro or Enterprise for skew protection and for a drain", "1"],
          ["[Route 53](https://aws.amazon.com/route53/pricing/)", "hosted zones", String(fronts)],
          ["", "health checks: HTTPS, every 10 s, with a string to match", String(fronts)],
          [
            "[CloudFront](https://aws.amazon.com/cloudfront/pricing/)",
            "the canary's requests, and their data",
            "your traffic, times the canary's share",
          ],
          [
            "[Datadog](https://www.datadoghq.com/pricing/)",
            "runs of API tests a month",
            `**${number(total)}**`,
          ],
          ["", "APM or Log Management, custom metrics, Error Tracking", "as you use them"],
        ],
      ),
    ),
    section(
      "## Runs of synthetic tests",
      `${runs.length} tests, in 30 days, from all locations together. Datadog counts runs of single and multistep tests alike, and [its usage metric](https://docs.datadoghq.com/synthetics/guide/monitor-usage) says how many it has counted. Whether your contract bills a test of several steps as one run was not found out.`,
      `Public reports give a list price of about ${REPORTED_PRICE} USD for 10,000 runs, which would be about ${number(Math.round((total / 10_000) * REPORTED_PRICE))} USD a month. That was not checked on [Datadog's own page](https://www.datadoghq.com/pricing/), which decides with your contract.`,
      table(
        ["test", "every", "runs a month"],
        runs.map(({ key, everySeconds, perMonth }) => [
          `\`${key}\``,
          every(everySeconds),
          number(perMonth),
        ]),
      ),
    ),
    section(
      "## Fewer of them",
      [
        "- Each location runs every test: one location in `monitoring.checks.locations` instead of two halves the number.",
        '- Each part of `monitoring.checks` that has `none: "why"` in its place takes two tests away. The checklist\'s items that it covered then do not apply, and every review lists them with the reason.',
        "- `monitoring.checks` itself may have `none`. Nothing then detects a broken flow or CloudFront down from outside, and the gate has the app's own numbers alone.",
      ].join("\n"),
    ),
  ].join("\n\n");
}

/** The synthetic tests that a stack declares. */
export function runsOf(config: ProductionConfig): readonly Runs[] {
  const checks = checksOf(config);
  if (!checks) return [];
  const { canary, prepared, public: visited, others } = config.hosts;
  const { certificateDays } = config.thresholds;
  const tests = testsOf(
    { ...checks, health: config.health, healthParts: [], certificateDays },
    {
      ...{ stack: "", service: "", env: "" },
      hosts: { canary: prepared, entry: canary, origin: canary, public: visited },
      others: Object.fromEntries(
        Object.entries(others).map(([name, host]) => [
          name,
          {
            ...{ canary: host.prepared, entry: host.canary },
            ...{ origin: host.canary, public: host.public },
          },
        ]),
      ),
    },
  );
  return tests.map(([key, { locations, optionsList }]) => ({
    key,
    everySeconds: optionsList.tickEvery,
    perMonth: (MONTH / optionsList.tickEvery) * locations.length,
  }));
}

function every(seconds: number): string {
  return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
