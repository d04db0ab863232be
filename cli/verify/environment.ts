import { delimiter, join } from "node:path";
import type { Release } from "../../rollout/release.ts";

/** What this program itself is trusted with: Pulumi, and the four clouds. */
const OURS = /^(PULUMI|VERCEL|CLOUDFLARE|AWS|DATADOG|DD)_/;

const TOOLS = join(import.meta.dirname, "../../.tools/bin");

/**
 * The environment for a command of the app's: without the credentials of this program, which an app's
 * tests and all that they depend on have no use for, and without its own tools, so that the app finds the
 * Node that it is built with. It gets the release to verify, and the stable one, from
 * `RELEASE_VERSION`, `RELEASE_COMMIT`, `RELEASE_DEPLOYMENT` and the same with `STABLE_`.
 *
 * @param given names of variables that it gets all the same
 */
export function appEnvironment(
  { release, stable }: { readonly release: Release; readonly stable: Release },
  given: readonly string[] = [],
  env = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !OURS.test(name) || given.includes(name));
  const path = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== TOOLS);
  return {
    ...Object.fromEntries(kept),
    ...named("RELEASE", release),
    ...named("STABLE", stable),
    PATH: path.join(delimiter),
  };
}

function named(prefix: string, { version, commit, deployment }: Release): NodeJS.ProcessEnv {
  return {
    [`${prefix}_VERSION`]: version,
    [`${prefix}_COMMIT`]: commit,
    [`${prefix}_DEPLOYMENT`]: deployment,
  };
}
