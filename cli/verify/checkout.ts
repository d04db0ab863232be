import { existsSync } from "node:fs";
import { unlikeRelease } from "../../measure/verify/git.ts";
import { GitError } from "../../measure/verify/git/ask.ts";
import { UserError } from "../userError.ts";
import type { CheckContext } from "./defaults.ts";
import { isInCheckout, type Planned } from "./tasks.ts";

/**
 * Make sure that what is to run in the app's checkout runs on the release, and nothing else: throws
 * (`UserError`) where the checkout is missing, is changed, or is at another commit.
 */
export async function refuseCheckout(
  planned: readonly Planned[],
  context: CheckContext,
): Promise<void> {
  const inside = planned.filter(({ item }) => isInCheckout(item, context.config));
  if (inside.length === 0) return;
  const names = inside.map(({ item }) => item.id).join(" ");
  const { checkout } = context;
  if (checkout === undefined)
    throw new UserError(
      `app.checkout is missing: it names a checkout of the app, in which these run: ${names}`,
    );
  if (!existsSync(checkout))
    throw new UserError(`there is no ${checkout}, which app.checkout names`);
  const commits = new Map(inside.map(({ release }) => [release.commit, release.version]));
  const faults: string[] = [];
  for (const [commit, version] of commits) {
    const result = await unlike(checkout, commit);
    if (result.length === 0) continue;
    const own = inside.filter(({ release }) => release.commit === commit);
    faults.push(
      `${checkout} is not what ${version} was built from: ${result.join("; ")}`,
      `  git -C ${checkout} checkout ${commit}   then ./canary verify ${own.map(({ item }) => item.id).join(" ")}`,
    );
  }
  if (faults.length > 0) throw new UserError(`nothing was run\n${faults.join("\n")}`);
}

async function unlike(checkout: string, commit: string): Promise<readonly string[]> {
  try {
    return (await unlikeRelease(checkout, commit)).faults;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UserError(`${checkout}, which app.checkout names: ${error.message}`);
  }
}
