import { z } from "zod";
import { STATUS_OK } from "../rollout/health.ts";
import { flag, host, oneOf, text, whole } from "./kinds.ts";
import { worded } from "./messages.ts";

/** The zone at Cloudflare that the hosts are in. */
export const cloudflare = z.strictObject({
  /** The zone's name, e.g. `example.com`; the public host's without its first label where absent. */
  zone: host("example.com"),
  /** The zone's id: 32 lower-case hexadecimal digits, on the zone's overview page. */
  zoneId: text(
    /^[0-9a-f]{32}$/,
    "32 lower-case hexadecimal digits, in quotes (digits alone are a number to YAML)",
    '"0123456789abcdef0123456789abcdef"',
  ),
});

/** The Vercel project that this stack owns. */
export const vercel = z.strictObject({
  /** The project's name: up to 100 lower-case letters, digits and `. _ -`. */
  project: text(
    /^(?!.*---)[a-z0-9._-]{1,100}$/,
    "up to 100 lower-case letters, digits and . _ -, without ---",
    "shop",
  ),
  /** The team's id; the token's own account where absent. */
  team: text(
    /^team_[A-Za-z0-9]+$/,
    "the team's id, team_ with letters and digits, and not its slug (vercel.com/SLUG): Vercel's settings of the team show it",
    "team_a1b2c3d4",
  ).optional(),
  /** Vercel's name for the framework, e.g. `nextjs`; Vercel checks it. None where absent. */
  framework: text(
    /^[a-z0-9-]{1,40}$/,
    "Vercel's name for a framework, in lower case",
    "nextjs",
  ).optional(),
  /** The name that DNS points a host to that Vercel serves; `cname.vercel-dns.com` where absent. */
  target: host("cname.vercel-dns.com").default("cname.vercel-dns.com"),
  /**
   * How long a browser may stay with the deployment that it started on; off where absent. It needs
   * Vercel's Pro plan.
   */
  skewProtection: oneOf(["30 minutes", "4 hours", "12 hours", "1 day", "7 days"]).optional(),
});

/** How the app says that it is well. */
export const health = z
  .strictObject({
    /** The path of the health check; `/api/health` where absent. */
    path: text(
      /^\/[A-Za-z0-9._~/-]*$/,
      "a path that begins with /, without a query",
      "/api/health",
    ).default("/api/health"),
    /**
     * The status that is right; 200 where absent. Route 53 takes 200 to 399 alone:
     * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
     */
    status: whole(200, 399, 200).default(200),
    /**
     * What the body holds when all is well, within its first 5,120 bytes; `"status":"ok"` where absent.
     * Route 53 searches for it as written, and takes up to 255 characters.
     */
    body: worded(z.string().min(1).max(255), {
      allowed: "text that the body holds, 1 to 255 characters, as it is written there",
      example: `'${STATUS_OK}'`,
    }).default(STATUS_OK),
    /**
     * Whether a start first checks the canary host's own health and version; true where absent.
     * False where that host cannot be reached from where `pulumi up` runs.
     */
    probe: flag.default(true),
  })
  .prefault({});

/** The Datadog account. */
export const datadog = z.strictObject({
  /** The site that the account is on: https://docs.datadoghq.com/getting_started/site/ */
  site: oneOf([
    "datadoghq.com",
    "us3.datadoghq.com",
    "us5.datadoghq.com",
    "datadoghq.eu",
    "ap1.datadoghq.com",
    "ap2.datadoghq.com",
    "uk1.datadoghq.com",
    "ddog-gov.com",
    "us2.ddog-gov.com",
  ]),
  /** An API host in place of the site's own, for a proxy; http on a loopback address alone. */
  host: worded(
    z
      .string()
      .refine(isApiHost)
      .transform((typed) => new URL(typed).origin),
    {
      allowed: "https:// and a host (or http:// and a loopback address), without path or password",
      example: "https://datadog-proxy.example.com",
    },
  ).optional(),
});

/** Whether a URL leads to this machine: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

function isApiHost(typed: string): boolean {
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (url === undefined || url.href !== `${url.origin}/`) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(typed));
}
