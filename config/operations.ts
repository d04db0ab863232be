import { z } from "zod";
import { day, flag, oneOf, text, whole } from "./kinds.ts";
import { isAbsent, type Absent } from "../rollout/parts.ts";
import { orNone, reason } from "./none.ts";
import { rule } from "./rule.ts";
import { worded } from "./messages.ts";

/** Periods that Vercel keeps a deployment for: https://vercel.com/docs/deployment-retention */
const PERIODS = ["1d", "1w", "1m", "2m", "3m", "6m", "1y"] as const;

/** How long Vercel keeps a deployment that nothing serves. */
const retention = z
  .strictObject({
    /** A deployment of a branch; 1 month where absent. */
    preview: oneOf(PERIODS).default("1m"),
    /**
     * A deployment of production, staged or promoted; 1 year where absent. Less than a month might take
     * what a roll back needs.
     */
    production: oneOf(["1m", "2m", "3m", "6m", "1y"]).default("1y"),
    /** A deployment whose build was stopped; 1 week where absent. */
    canceled: oneOf(PERIODS).default("1w"),
    /** A deployment whose build failed; 1 month where absent. */
    errored: oneOf(PERIODS).default("1m"),
  })
  .prefault({});

const bypass = worded(
  z
    .array(day)
    .min(1)
    .max(2)
    .refine(([one = "", other]) => other === undefined || one < other),
  {
    allowed:
      "one day, or two while a secret is rotated: first the old one's, then a later one; each in quotes",
    example: ['"2027-01-31"'],
  },
).optional();

/** What both kinds of stack configure of their own Vercel project. */
const project = {
  /** How long Vercel keeps a deployment that nothing serves. The ten newest of production stay in any case. */
  retention,
  /**
   * Secrets that let probes and tests past Vercel's deployment protection, each named by the day until
   * which it is good; none where absent.
   */
  bypass,
};

/** Staging's. */
export const stagingOperations = z.strictObject(project);

/** Production's, with what an account needs once. */
export const operations = z
  .strictObject({
    ...project,
    /** The AWS account, and Datadog's way into it. */
    aws: orNone(
      z.strictObject({
        /** The AWS account's number. */
        account: text(
          /^\d{12}$/,
          "the AWS account's number: twelve digits, in quotes (YAML drops a leading 0)",
          '"123456789012"',
        ),
        /**
         * Whether Datadog's role and integration are made here; true where absent. False where Datadog's
         * AWS integration is there already.
         */
        integrate: flag.default(true),
        /** The name of Datadog's role: the one to be made, or the one that is there already. */
        role: text(/^[\w+=,.@-]{1,64}$/, "a role's name at IAM", "DatadogIntegrationRole").default(
          "DatadogIntegrationRole",
        ),
      }),
    ).optional(),
    /** Where Datadog archives the app's logs. It needs Datadog's Log Management. */
    archive: orNone(
      worded(
        z.strictObject({
          /**
           * The S3 bucket that is made for it; named after project, stack and AWS account where absent. No
           * dots: https://docs.datadoghq.com/logs/log_configuration/archives/
           */
          bucket: text(
            /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|--x-s3|--table-s3|-an)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
            "an S3 bucket's name, 3 to 63 lower-case letters, digits and -, one of its own in all of AWS",
            "shop-production-logs",
          ).optional(),
          /** The folder in the bucket; logs where absent. */
          path: text(
            /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/,
            "a folder, without / around it",
            "logs",
          ).default("logs"),
          /** How many days a log is kept there; 400 where absent. */
          days: whole(30, 3650, 400).default(400),
        }),
        { allowed: "a block of bucket, path, days", example: { days: "400" } },
      ),
    ).optional(),
    /** Why there is none of those that are not here: `aws`, `archive`. */
    none: reason.optional(),
  })
  .prefault({});

/** A Cloudflare token that Datadog measures with. */
export const cloudflareReadToken = text(
  /^[\w-]{20,200}$/,
  "a Cloudflare API token: Zone Read and Zone Analytics Read, on this zone alone",
  "TOKEN",
);

/**
 * Datadog's own AWS account by its site, for accounts of AWS's commercial partition:
 * https://docs.datadoghq.com/integrations/guide/aws-manual-setup/ (choose the site there), and
 * uk1's in https://github.com/datadog-labs/agent-skills/blob/main/dd-aws-integration/SKILL.md
 */
const DATADOG_ACCOUNTS: Readonly<Record<string, string>> = {
  "datadoghq.com": "464622532012",
  "us3.datadoghq.com": "464622532012",
  "us5.datadoghq.com": "464622532012",
  "datadoghq.eu": "464622532012",
  "ap1.datadoghq.com": "417141415827",
  "ap2.datadoghq.com": "412381753143",
  "uk1.datadoghq.com": "117348461845",
  "ddog-gov.com": "392588925713",
};

interface Integrated {
  readonly operations: {
    readonly aws?: { readonly integrate: boolean } | Absent | undefined;
  };
  readonly datadog: { readonly site: string };
}

/** Datadog's own AWS account, where its role and integration are made here. */
export function datadogAccount({ operations, datadog }: Integrated): string | undefined {
  return isMadeHere(operations) ? DATADOG_ACCOUNTS[datadog.site] : undefined;
}

function isMadeHere({ aws }: Integrated["operations"]): boolean {
  return aws !== undefined && !isAbsent(aws) && aws.integrate;
}

/** The integration is made where Datadog's own AWS account is known, which the role has to trust. */
export const integrable = rule<Integrated>(["operations", "datadog"], (config) =>
  isMadeHere(config.operations) && datadogAccount(config) === undefined
    ? [
        {
          path: ["operations", "aws", "integrate"],
          problem:
            "is true, and Datadog's own AWS account at the site datadog.site is not known here",
          allowed: "false, with Datadog's AWS integration made by hand",
        },
      ]
    : [],
);
