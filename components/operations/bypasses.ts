import type * as pulumi from "@pulumi/pulumi";
import { ProjectProtectionBypass } from "@pulumiverse/vercel/projectProtectionBypass.js";

/**
 * The secrets that let automation past Vercel's deployment protection, one for each day until which
 * one is good, e.g. `2027-01-31`. A later day makes a new one beside the old, which goes on working;
 * the old is revoked when its day is taken out. Returns the newest one's secret.
 *
 * Vercel ends none by itself, and keeps several at a time:
 * https://vercel.com/docs/deployment-protection/methods-to-bypass-deployment-protection/protection-bypass-automation
 */
export function bypasses(
  name: string,
  days: readonly string[],
  project: { readonly projectId: pulumi.Input<string>; readonly teamId?: string },
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> | undefined {
  const newest = days.toSorted().at(-1);
  const made = days.map((day) => {
    const { secret } = new ProjectProtectionBypass(
      `${name}-bypass-${day}`,
      {
        ...project,
        note: `good until ${day}`,
        // Deployments built from now on have it as VERCEL_AUTOMATION_BYPASS_SECRET; those built before
        // keep the one that they were built with.
        ...(day === newest && { isEnvVar: true }),
      },
      // Its id holds the secret, and it is there to be revoked.
      { ...opts, protect: false },
    );
    return { day, secret };
  });
  return made.find(({ day }) => day === newest)?.secret;
}

/** What to do about the secrets whose day has passed, as text. `now` is ISO 8601. */
export function overdue(days: readonly string[], now: string): string[] {
  return days
    .filter((day) => day < now.slice(0, 10))
    .map(
      (day) =>
        `the secret past Vercel's protection was good until ${day}: add a later day to operations.bypass, give the new secret to whoever uses it, then take ${day} out`,
    );
}
