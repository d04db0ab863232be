import { hasCanary } from "../../rollout/traffic.ts";
import { commitCommands, commitOrExplain } from "../commit.ts";
import { stackFile, type Project } from "../project.ts";
import { settleFile } from "../settleFile.ts";
import type { Change } from "../stackFile.ts";
import type { Decision } from "./decide.ts";

/**
 * Write to the stack file what the record now says, so that the next `pulumi up` from it holds, and
 * commit it or say how. Nothing here fails, and nothing changes how the roll back ends.
 */
export async function settle(
  project: Project,
  stackName: string,
  { next, blocks }: Decision,
  { reason, commit }: { readonly reason: string; readonly commit: boolean },
): Promise<void> {
  const file = stackFile(project, stackName);
  const change: Change = {
    percentage: 0,
    ...blocks,
    ...(next && {
      releases: { stable: next.stable, ...(hasCanary(next) && { canary: next.canary }) },
    }),
  };
  const message = `Roll back ${stackName}: ${reason}`;
  if (!settleFile(project, file, change)) return;
  if (commit) {
    const failed = await commitOrExplain(project, file, message);
    if (failed !== undefined) console.error(`canary: ${failed}`);
    return;
  }
  console.log(`
${file} says so too. Until that is on main, an up from CI that asks for more is refused:
${commitCommands(file, message)}`);
}
