import { ask, GitError, hasCommit, isShallow } from "./ask.ts";

/**
 * Why a commit is not known to be on a branch.
 *
 * @throws {GitError} where there is no such branch, or it is not one that was pushed or fetched
 */
export async function unlikeBranch(
  checkout: string,
  commit: string,
  branch: string,
  signal: AbortSignal,
): Promise<string[]> {
  const ref = fullName(branch);
  const names = ["show-ref", "--verify", "--quiet", ref];
  if ((await ask(checkout, names, { signal, codes: [0, 1] })).code !== 0)
    throw new GitError(`there is no ${ref}, which app.branch names: git fetch`);
  await refuseLink(checkout, ref, signal);
  const shallow = "this clone is shallow: git fetch --unshallow";
  if (!(await hasCommit(checkout, commit, signal)))
    return [
      (await isShallow(checkout, signal))
        ? `${commit} is not in it, and ${shallow}`
        : `${commit} is not in it: git fetch`,
    ];
  // 1 means no, and in a shallow clone also that git cannot decide: https://git-scm.com/docs/git-merge-base
  const requested = ["merge-base", "--is-ancestor", commit, ref];
  if ((await ask(checkout, requested, { signal, codes: [0, 1] })).code === 0) return [];
  return (await isShallow(checkout, signal))
    ? [`git cannot tell whether ${commit} is on ${branch}, since ${shallow}`]
    : [`${commit} is not on ${branch}: push and merge it`];
}

/**
 * A branch by its full name, which no other branch and no tag can have: `origin/main` is what was fetched
 * of a remote's, and a name without a slash a branch of the checkout itself. Any other has its full name
 * in config. https://git-scm.com/docs/gitrevisions, https://git-scm.com/docs/git-show-ref
 */
function fullName(branch: string): string {
  // HEAD is whatever is checked out, and a tag whatever somebody put it at.
  if (branch === "HEAD" || /^refs\/(?!heads\/|remotes\/)/.test(branch))
    throw new GitError(`app.branch is ${branch}, which is no branch: name one, origin/main`);
  if (branch.startsWith("refs/")) return branch;
  return branch.includes("/") ? `refs/remotes/${branch}` : `refs/heads/${branch}`;
}

/**
 * A name may be a link to another. What was fetched of a remote is one to that remote's other branches at
 * most, as origin/HEAD is. https://git-scm.com/docs/git-symbolic-ref
 */
async function refuseLink(checkout: string, ref: string, signal: AbortSignal): Promise<void> {
  // Exits with 1 where it is no link.
  const requested = ["symbolic-ref", "--quiet", ref];
  const { code, stdout } = await ask(checkout, requested, { signal, codes: [0, 1] });
  const leadsTo = stdout.trim();
  const room = /^refs\/(?:heads|remotes\/[^/]+)\//.exec(ref)?.[0] ?? ref;
  if (code === 0 && !leadsTo.startsWith(room))
    throw new GitError(
      `${ref} is a link to ${leadsTo}: git symbolic-ref --delete ${ref}, then git fetch`,
    );
}
