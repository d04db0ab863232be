import { z } from "zod";
import { evidenced } from "../checklist/item.ts";
import { itemOf } from "../checklist/items.ts";
import { flag, text, whole } from "./kinds.ts";
import { rule } from "./rule.ts";
import { lengthOfTime } from "./time.ts";
import { worded } from "./messages.ts";

const item = worded(
  z.string().refine((id) => {
    const match = itemOf(id);
    return match !== undefined && evidenced(match) !== undefined;
  }),
  {
    allowed: "the id of an item that evidence is kept for: ./canary checklist lists them",
    example: "cq-unit-tests",
  },
);

const command = worded(z.tuple([z.string().min(1)], z.string()).readonly(), {
  allowed: "a list: the command, then its arguments, numbers in quotes; no shell takes it apart",
  example: ["npm", "test"],
});

/** Inside the folder that the command runs in; `*` and `**` as in a shell. */
function report(example: string) {
  return text(
    /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\p{Cc}]{1,500}$/u,
    "a path inside the folder that the command runs in, or - for what it prints",
    example,
  ).optional();
}

const block = z.strictObject({
  /**
   * The command that verifies the item: it must exit with 0, and its reports must be good. Required beside
   * `reports`; the item's default check where absent.
   */
  command: command.optional(),
  /** The folder that it runs in, inside the checkout; the checkout itself where absent. */
  folder: text(
    /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\p{Cc}]{1,500}$/u,
    "a path inside the checkout",
    "apps/shop",
  ).default("."),
  /** The reports that it writes, by their kind; its exit status alone counts where there are none. */
  reports: z
    .strictObject({
      /** JUnit's XML: at least one test, and no failure. */
      junit: report("reports/junit.xml"),
      /** Istanbul's json-summary: lines that are covered. */
      coverage: report("coverage/coverage-summary.json"),
      /** ESLint's json: no error. */
      eslint: report("reports/eslint.json"),
      /** SARIF 2.1.0: a scan that came to its end, with no unsuppressed result of level error. */
      sarif: report("reports/scan.sarif"),
      /** npm audit --json: no high or critical vulnerability. */
      audit: report('"-"'),
      /**
       * JSON such as `{"pending":0,"backwardCompatible":true}`: no migration pending, and the release
       * before can go on.
       */
      migrations: report('"-"'),
      /** JSON such as `{"before":812,"after":0}`: the keys that a cache had, and none left. */
      cleared: report('"-"'),
    })
    .default({}),
  /** The most tests that may be skipped; 0 where absent. */
  skipped: whole(0, 1_000_000, 0).optional(),
  /** The share of lines that must be covered, in percent; 0 where absent. */
  coverage: whole(0, 100, 80).optional(),
  /** The most errors that a scan may find; 0 where absent. */
  errors: whole(0, 1_000_000, 0).optional(),
  /** The most warnings that a scan or a linter may find; any number where absent. */
  warnings: whole(0, 1_000_000, 0).optional(),
  /** The most results that a scan may find, whatever their level; any number where absent. */
  any: whole(0, 1_000_000, 0).optional(),
  /** How long the command may take; 10 minutes, or the default check's own, where absent. */
  timeout: lengthOfTime("10m").optional(),
  /** Whether nothing else may run beside the command; false where absent. */
  alone: flag.default(false),
  /** The variables with credentials of this program that the command gets all the same; none where absent. */
  environment: z
    .array(text(/^[A-Z_][A-Z0-9_]*$/, "the name of an environment variable", "DATADOG_API_KEY"))
    .default([]),
  /** How old the evidence may be at a start; the item's own limit where absent. */
  within: lengthOfTime("24h").optional(),
});

const check = worded(block, {
  allowed: `a block of ${Object.keys(block.shape).join(", ")}`,
  example: { command: ["npm", "test"], reports: { junit: "reports/junit.xml" } },
});

/** What verifies the checklist's items for this app, by item; an item that is not named has its default. */
export const verify = z.record(item, check).default({});

/** Reports are a command's: without one there is nobody to write them. */
export const reportsHaveCommand = rule<{
  readonly verify: Readonly<Record<string, { command?: unknown; reports: object }>>;
}>(["verify"], ({ verify }) =>
  Object.entries(verify)
    .filter(([, { command, reports }]) => command === undefined && Object.keys(reports).length > 0)
    .map(([id]) => ({
      path: ["verify", id, "command"],
      allowed: "the command that writes the reports named beside it",
    })),
);

type Checks = z.infer<typeof verify>;

/** The reports that a limit is checked against. */
const JUDGED = {
  skipped: ["junit"],
  coverage: ["coverage"],
  errors: ["sarif"],
  warnings: ["sarif", "eslint"],
  any: ["sarif"],
} as const;

/** A limit that no report is checked against would pass everything. */
export const limitsHaveReports = rule<{ readonly verify: Checks }>(["verify"], ({ verify }) =>
  Object.entries(verify).flatMap(([id, own]) =>
    (Object.keys(JUDGED) as (keyof typeof JUDGED)[])
      .filter((limit) => own[limit] !== undefined)
      .filter((limit) => JUDGED[limit].every((kind) => own.reports[kind] === undefined))
      .map((limit) => ({
        path: ["verify", id, limit],
        problem: "judges no report",
        allowed: `beside a command and its report of the kind ${JUDGED[limit].join(" or ")}`,
      })),
  ),
);
