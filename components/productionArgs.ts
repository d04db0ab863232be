import type { ClientShares } from "../rollout/clients.ts";
import type { Facts, TrafficFacts } from "../rollout/facts.ts";
import type { Health } from "../rollout/health.ts";
import type { Request } from "../rollout/request.ts";
import type { Announce } from "./announceHook.ts";
import type { DelegatedZoneArgs } from "./delegatedZone.ts";
import type { EnvironmentArgs } from "./environment.ts";
import type { PublicHosts } from "./fronts.ts";
import type { Gate } from "./gateHook.ts";
import type { LastWritten } from "./lastWritten.ts";
import type { DrainArgs, MonitoringArgs } from "./monitoring/index.ts";
import type { NotificationsArgs } from "./notifications/index.ts";
import type { OperationsArgs } from "./operations/index.ts";

export interface ProductionArgs {
  /** The public hosts, each with the names that its rollout takes. */
  readonly hosts: PublicHosts;
  /** The Cloudflare zone of the hosts. */
  readonly cloudflare: { readonly zone: string; readonly zoneId: string };
  /** The Vercel project, and Vercel's DNS name for its domains. */
  readonly vercel: EnvironmentArgs["vercel"] & { readonly target: string };
  /** How the app says that it is well. */
  readonly health: Health;
  readonly variables?: EnvironmentArgs["variables"];
  readonly secrets?: EnvironmentArgs["secrets"];
  /** What watches it at Datadog. */
  readonly monitoring: Omit<
    MonitoringArgs,
    "hosts" | "others" | "health" | "releases" | "drain" | "recipients"
  > & {
    /** How Vercel sends the signal to Datadog; absent where something else does. */
    readonly drain?: Omit<DrainArgs, "projectId" | "team"> | undefined;
  };
  /** Who is notified of what the monitors detect. */
  readonly notifications: Omit<NotificationsArgs, "stack" | "protect">;
  /** What a deployment leaves behind, and who may read it. */
  readonly operations: Omit<OperationsArgs, "projectId" | "team" | "now" | "protect">;
  /** Whether what must not vanish is protected from deletion. Default true. */
  readonly protect?: boolean | undefined;
  /** The version of this program. */
  readonly version: string;
  /** What clients the public hosts have. */
  readonly clients: ClientShares;
  /** What the last update wrote. */
  readonly written: LastWritten;
  readonly request: Request;
  readonly facts: Facts;
  readonly gate: Gate;
  /** What an update began and did not end; called for an increase. Never rejects. */
  readonly pending: () => Promise<Pick<TrafficFacts, "pending" | "unknown">>;
  /**
   * What a rollout is judged by and Datadog has no data of, as text; nothing where it has all. Called in
   * a preview of the first update, and of a start. Never rejects.
   */
  readonly unsent: (first: boolean) => Promise<string | undefined>;
  /** Called before a name is delegated. */
  readonly delegation: DelegatedZoneArgs["delegation"];
  /** Called with each transition, once it is applied. */
  readonly announce: Announce;
}
