import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { engine as runEngine } from "../../engine/engine.ts";
import type { Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { installedVersion } from "../ownPackage.ts";
import { isOlder } from "../version.ts";

/** An engine runs programs on SDKs as old as itself or older, and needs its Node host beside it. */
export const engine: Check = {
  id: "engine",
  title: "the Pulumi engine and its Node host",
  for: ["up", "start", "rollback"],
  run: async ({ project, env }, signal) => {
    const [version, host, sdk] = await Promise.all([
      runEngine(["version"], { cwd: project.directory, signal }).then(
        (text) => text.trim().replace(/^v/, ""),
        () => undefined,
      ),
      isOnPath("pulumi-language-nodejs", env["PATH"]),
      installedVersion("@pulumi/pulumi"),
    ]);
    return judge({ version, host, sdk });
  },
};

/** What was found of the engine: its version, whether its Node host is there, and the SDK's version. */
export interface EngineOnPath {
  readonly version: string | undefined;
  readonly host: boolean;
  readonly sdk: string | undefined;
}

export function judge({ version, host, sdk = "0" }: EngineOnPath): readonly Finding[] {
  const remedy = "./canary engine builds it, or install Pulumi";
  const expected = `Pulumi ${sdk} or later, as @pulumi/pulumi is, first on the PATH`;
  if (version === undefined) return [fault("no pulumi starts from the PATH", expected, remedy)];
  return [
    isOlder(version, sdk)
      ? fault(`Pulumi is ${version}`, expected, remedy)
      : ok(`Pulumi ${version}`),
    ...(host
      ? []
      : [
          fault(
            "pulumi-language-nodejs is not on the PATH",
            "Pulumi's Node host, which runs the program",
            remedy,
          ),
        ]),
  ];
}

async function isOnPath(name: string, path = ""): Promise<boolean> {
  for (const folder of path.split(delimiter)) {
    const observed = await access(join(folder, name), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (observed) return true;
  }
  return false;
}
