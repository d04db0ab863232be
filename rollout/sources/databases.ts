import { CLOUDWATCH_DELAY, SENT_DELAY, type Part, type Preset } from "./preset.ts";

/**
 * The tags of metrics that Datadog's Agent takes from a database. `service` is there where the
 * Agent's file names one.
 * https://github.com/DataDog/integrations-core/blob/master/postgres/datadog_checks/postgres/postgres.py
 * https://github.com/DataDog/integrations-core/blob/master/mysql/tests/test_mysql.py
 */
const AGENT = ["database_instance", "database_hostname", "host", "service"] as const;

/** What databases send to Datadog. */
export const DATABASES = {
  /**
   * https://docs.datadoghq.com/integrations/amazon_rds/#metrics, and the tags:
   * https://docs.datadoghq.com/getting_started/tagging/assigning_tags/#amazon-web-services
   */
  rds: {
    keys: ["dbinstanceidentifier", "hostname"],
    delay: CLOUDWATCH_DELAY,
    sender: "Datadog's AWS integration, with RDS",
    connections: { metric: "aws.rds.database_connections", of: "max" },
    cpu: { metric: "aws.rds.cpuutilization", of: "avg", limit: 100 },
  },
  /** As RDS. Each instance of a cluster has connections and a CPU of its own: the fullest counts. */
  aurora: {
    keys: ["dbclusteridentifier", "dbinstanceidentifier", "hostname"],
    delay: CLOUDWATCH_DELAY,
    sender: "Datadog's AWS integration, with RDS",
    connections: { metric: "aws.rds.database_connections", of: "max" },
    cpu: { metric: "aws.rds.cpuutilization", of: "max", limit: 100 },
  },
  /** https://github.com/DataDog/integrations-core/blob/master/postgres/metadata.csv */
  postgres: {
    keys: AGENT,
    delay: SENT_DELAY,
    sender: "Datadog's Agent, with its Postgres integration",
    connections: { metric: "postgresql.percent_usage_connections", of: "max", limit: 1 },
    cpu: { none: "Datadog's Postgres integration sends no CPU" },
  },
  /**
   * https://github.com/DataDog/integrations-core/blob/master/mysql/metadata.csv; the CPU is there
   * where the server runs beside the Agent alone:
   * https://github.com/DataDog/integrations-core/blob/master/mysql/datadog_checks/mysql/mysql.py
   */
  mysql: {
    keys: AGENT,
    delay: SENT_DELAY,
    sender: "Datadog's Agent, with its MySQL integration",
    connections: {
      metric: "mysql.performance.threads_connected",
      of: "max",
      limit: "mysql.net.max_connections_available",
    },
    cpu: { none: "Datadog's MySQL integration sends the CPU of a server beside its Agent alone" },
  },
  /**
   * https://neon.com/docs/reference/metrics-logs: connections by their state, so that all count; no
   * highest number of them, and of CPU the seconds in each mode, by a counter.
   */
  neon: {
    keys: ["endpoint_id", "project_id", "compute_id"],
    delay: SENT_DELAY,
    sender: "Neon's Datadog integration",
    connections: { metric: "neon_connection_counts", of: "sum" },
    cpu: { none: "Neon sends its CPU as seconds in each mode, and not in percent" },
  },
  /**
   * https://github.com/DataDog/integrations-core/blob/master/supabase/metadata.csv; its tags are
   * Supabase's labels: https://github.com/supabase/supabase-grafana/blob/main/docs/metrics.md
   */
  supabase: {
    keys: ["supabase_project_ref"],
    delay: SENT_DELAY,
    sender: "Datadog's Agent, with its Supabase integration",
    connections: { metric: "supabase.pg_stat_database.num_backends", of: "max" },
    cpu: { none: "Supabase sends its CPU as seconds in each mode, and not in percent" },
  },
  /**
   * https://planetscale.com/docs/integrations/datadog, and the tags as its dashboard has them:
   * https://github.com/DataDog/integrations-extras/blob/master/planetscale/assets/dashboards/planetscale_overview.json
   */
  planetscale: {
    keys: ["ps_database", "ps_branch"],
    delay: SENT_DELAY,
    sender: "PlanetScale's Datadog integration",
    connections: { metric: "planetscale.connections", of: "sum" },
    cpu: { metric: "planetscale.primary.cpu_usage", of: "max", limit: 100 },
  },
} satisfies Readonly<Record<string, Preset & { readonly cpu: Part }>>;

/** Whose metrics those of a database are. */
export type DatabaseSource = keyof typeof DATABASES;
