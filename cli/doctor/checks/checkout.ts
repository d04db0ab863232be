import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { unlikeRelease } from "../../../measure/verify/git.ts";
import { unlikeBranch } from "../../../measure/verify/git/branch.ts";
import { GitError } from "../../../measure/verify/git/ask.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";

/** Items that a start requires are verified in a checkout of the app, at the release's commit. */
export const checkout: Check = {
  id: "checkout",
  title: "the app's checkout",
  for: ["start"],
  run: inProduction(async ({ project, config: { app, releases } }, signal) => {
    if (!app)
      return [
        fault(
          "app.checkout is missing",
          "a checkout of the app, in which canary verify runs its commands",
          "name it: app: { checkout: ../shop }",
        ),
      ];
    const folder = resolve(project.directory, app.checkout);
    const expected = "a clean checkout of the app, at the release's commit";
    if (!existsSync(folder))
      return [
        fault(`there is no ${folder}, which app.checkout names`, expected, "clone the app there"),
      ];
    const { version, commit } = releases.canary ?? releases.stable;
    try {
      const { faults } = await unlikeRelease(folder, commit, signal);
      const branch = await unlikeBranch(folder, commit, app.branch, signal);
      const all = [...faults, ...branch];
      const remedy = `git -C ${folder} fetch, then git -C ${folder} checkout ${commit}`;
      return all.length > 0
        ? all.map((one): Finding => fault(`${folder}: ${one}`, `${expected} (${version})`, remedy))
        : [ok(`${folder} is at ${version}, clean, on ${app.branch}`)];
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      return [
        fault(`${folder}: ${error.message}`, expected, "clone the app there, with its branches"),
      ];
    }
  }),
};
