import { MONITORS, type Lacking } from "../rollout/monitors.ts";
import { PARTS, type Absences, type Part } from "../rollout/parts.ts";
import { GROUPS, type Group } from "../rollout/routing.ts";
import { TRIGGERS } from "../rollout/triggers.ts";
import type { Coverage, Item, ResourceCoverage } from "./item.ts";
import { ITEMS } from "./items.ts";

/** What a stack has of what the checklist is about. */
export interface Scope {
  /** The parts that a team is without, each with the reason. */
  readonly absent: Absences;
  /** The parts that are there without being declared: made before, or by another part. */
  readonly existing: readonly Part[];
  /** The monitors that are not declared, by their keys, each with the reason. */
  readonly lacking: Lacking;
  /** What the team configures for an item, by id: a command of its own verifies it where no monitor does. */
  readonly verify: Readonly<Record<string, { readonly command?: unknown }>>;
}

/** A stack that has everything, and declares it. */
export const EVERYTHING: Scope = { absent: {}, existing: [], lacking: {}, verify: {} };

/** The items that are about one part alone: none of them applies where there is no such part. */
const ABOUT: Readonly<Partial<Record<Part, readonly string[]>>> = {
  database: ["env-db-migrations", "post-db-connections", "perf-db-query", "alert-db-errors-crit"],
  redis: ["env-redis-cleared", "post-redis-connections", "alert-redis-crit"],
  thirdParties: ["env-third-party-keys", "post-third-party"],
  integrity: ["trig-data-integrity"],
  security: ["trig-security-vuln"],
  errorTracking: ["mon-error-tracking"],
  api: ["test-api-endpoints"],
  signIn: ["test-auth-flows", "ux-auth"],
  payment: ["test-payments", "ux-payments"],
  realtime: ["test-realtime", "post-realtime"],
  assets: ["test-ui-components", "ux-ui-rendering", "ux-links-assets"],
  slack: ["chan-slack"],
  email: ["chan-email"],
  sms: ["chan-sms-critical"],
  statusPage: ["chan-status-page"],
  customers: ["chan-customers"],
  development: ["stake-dev"],
  operations: ["stake-ops"],
  product: ["stake-product"],
  support: ["stake-support"],
  executive: ["stake-exec"],
  vercelSupport: ["vendor-vercel"],
  databaseSupport: ["vendor-database"],
  thirdPartySupport: ["vendor-third-party"],
  archive: ["clean-archive-logs"],
};

/** Watched items that `./canary verify` checks by itself too: they need no monitor. */
export const CHECKED_BY_VERIFY: readonly string[] = [
  "test-health-endpoints",
  "post-app-health",
  "rbv-app-health",
  "full-ssl",
];

/** The part that a resource is declared for; nothing where it is there whatever a team has. */
function partOf({ type, name = "" }: ResourceCoverage): Part | undefined {
  switch (type) {
    case "datadog:slack/channel:Channel":
      return "slack";
    case "datadog:index/statusPage:StatusPage":
      return "statusPage";
    case "aws:sns/topicSubscription:TopicSubscription":
      return "sms";
    case "datadog:aws/integrationAccount:IntegrationAccount":
      return "aws";
    case "datadog:index/logsArchive:LogsArchive":
    case "aws:s3/bucket:Bucket":
      return "archive";
    case "datadog:index/team:Team":
    case "datadog:index/teamNotificationRule:TeamNotificationRule":
      return (Object.keys(GROUPS) as Group[]).find((group) => name === `notifications-${group}`);
    default:
      return undefined;
  }
}

/** Why an item does not apply, as text; nothing where it does. */
export function notApplicable(item: Item, scope: Scope): string | undefined {
  const { absent } = scope;
  const about = (Object.keys(ABOUT) as Part[]).filter(
    (part) => absent[part] !== undefined && ABOUT[part]?.includes(item.id),
  );
  if (about.length > 0)
    return about.map((part) => `no ${PARTS[part]}: ${absent[part] ?? ""}`).join("; ");
  if (coverageIn(item, scope).some((coverage) => standsAlone(coverage, item, scope)))
    return undefined;
  const reasons = [...new Set(item.coveredBy.flatMap((coverage) => reasonsFor(coverage, scope)))];
  return reasons.length === 0 ? undefined : reasons.join("; ");
}

/**
 * Whether what covers an item is a reason for it by itself. A policy is none: it judges what there is.
 * Nor is a command's evidence where monitors covered the item, and the team names no other command.
 */
function standsAlone(coverage: Coverage, item: Item, { verify }: Scope): boolean {
  if (coverage.by === "policy") return false;
  const isWatched = item.coveredBy.some((one) => one.by === "gate" && "monitors" in one);
  return !(
    coverage.by === "evidence" &&
    coverage.how === "verify" &&
    isWatched &&
    !CHECKED_BY_VERIFY.includes(item.id) &&
    verify[item.id]?.command === undefined
  );
}

/** What covers an item in a stack. */
export function coverageIn(item: Item, scope: Scope): readonly Coverage[] {
  return item.coveredBy.flatMap((coverage): readonly Coverage[] => {
    if (coverage.by === "gate" && "monitors" in coverage) {
      const monitors = coverage.monitors.filter((key) => !Object.hasOwn(scope.lacking, key));
      return monitors.length === 0 ? [] : [{ by: "gate", monitors }];
    }
    if (coverage.by === "policy" && unwatched(item, scope) !== undefined) return [];
    if (coverage.by !== "resource") return [coverage];
    const part = partOf(coverage);
    const isDeclared =
      reasonsFor(coverage, scope).length === 0 &&
      (part === undefined || !scope.existing.includes(part));
    return isDeclared ? [coverage] : [];
  });
}

/** Why nothing here detects what an item calls a roll back for, as text; nothing where a monitor does. */
export function unwatched({ id }: Item, scope: Scope): string | undefined {
  const monitors = TRIGGERS.find(({ item }) => item === id)?.monitors ?? [];
  if (monitors.length === 0 || monitors.some((key) => !Object.hasOwn(scope.lacking, key)))
    return undefined;
  const reasons = reasonsFor({ by: "gate", monitors }, scope);
  return [...new Set(reasons)].join("; ");
}

/** The items that do not apply, by id, each with the reason. */
export function outOfScope(scope: Scope): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ITEMS.flatMap((item) => {
      const why = notApplicable(item, scope);
      return why === undefined ? [] : [[item.id, why]];
    }),
  );
}

/** Why a stack does not have what covers an item. */
function reasonsFor(coverage: Coverage, { absent, lacking }: Scope): readonly string[] {
  const monitors =
    coverage.by === "gate" && "monitors" in coverage
      ? coverage.monitors
      : coverage.by === "resource" && coverage.name?.startsWith("monitoring-")
        ? [coverage.name.slice("monitoring-".length)]
        : [];
  const part = coverage.by === "resource" ? partOf(coverage) : undefined;
  const why = part === undefined ? undefined : absent[part];
  return [
    ...monitors.flatMap((key) => {
      const own = MONITORS.find((one) => one.key === key)?.parts ?? [];
      const gone = own.filter((one) => absent[one] !== undefined);
      return gone.length > 0
        ? gone.map((one) => `no ${PARTS[one]}: ${absent[one] ?? ""}`)
        : (lacking[key] ?? []);
    }),
    ...(part !== undefined && why !== undefined ? [`no ${PARTS[part]}: ${why}`] : []),
  ];
}
