import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { isOlder } from "../version.ts";

const run = promisify(execFile);

/** From here on Node runs TypeScript as it is: https://nodejs.org/docs/latest-v22.x/api/typescript.html */
export const LEAST = "22.18.0";

/** The engine starts the program with the `node` that is first on the PATH. */
export const node: Check = {
  id: "node",
  title: "the Node that runs the program",
  for: ["up", "start", "rollback"],
  run: async ({ project, env }, signal) => {
    const version = await run("node", ["--version"], { cwd: project.directory, env, signal }).then(
      ({ stdout }) => stdout.trim().replace(/^v/, ""),
      () => undefined,
    );
    return [judge(version)];
  },
};

/** @param version that of the first `node` on the PATH; undefined where none starts */
export function judge(version: string | undefined): Finding {
  const expected = `Node ${LEAST} or later, first on the PATH`;
  const remedy = "install it, or put the one that ./canary engine made first on the PATH";
  if (version === undefined) return fault("no node starts from the PATH", expected, remedy);
  return isOlder(version, LEAST)
    ? fault(`node on the PATH is ${version}`, expected, remedy)
    : ok(`Node ${version}`);
}
