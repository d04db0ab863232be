import { setTimeout as sleep } from "node:timers/promises";
import { withProgress } from "../progressLine.ts";
import { UserError } from "../userError.ts";
import { checksAfter, isVerified, type CheckArgs } from "./checks.ts";
import { tellChecks } from "./tellChecks.ts";

/** How long name servers and resolvers may take to have a changed record, and how often they are queried, in seconds. */
const PATIENCE = 90;
const AGAIN = 2;

/**
 * Wait until every public host leads where it is to lead, and is well there; print what was found.
 *
 * @param undo what to do where that cannot be verified
 * @throws {UserError} with the exit code 3 where it cannot
 */
export async function settled(
  hosts: readonly (CheckArgs & { readonly to: string })[],
  undo: string,
): Promise<void> {
  const limit = performance.now() + PATIENCE * 1000;
  const all = await withProgress(
    "checking the public name",
    Promise.all(
      hosts.map(async (args) => {
        for (;;) {
          const checks = await checksAfter(args);
          if (checks.every(isVerified) || performance.now() > limit) return { args, checks };
          await sleep(AGAIN * 1000);
        }
      }),
    ),
  );
  for (const { args, checks } of all) tellChecks(args.split.host, checks);
  if (all.every(({ checks }) => checks.every(isVerified))) return;
  throw new UserError(`the public name was changed, and is not verified: ${undo}`, 3);
}
