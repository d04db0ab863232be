import { stringify } from "yaml";
import { z } from "zod";
import { json } from "../../json.ts";
import { UserError } from "../../userError.ts";

/** The package's name, and what a team's folder imports. */
export const PACKAGE = "canary-rollout";

/** `Pulumi.yaml`. */
export function pulumiFile(name: string, site: string): string {
  const nodeargs = `--require ${PACKAGE}/lazy-modules --min-semi-space-size=16 --max-semi-space-size=64`;
  const runtime = { name: "nodejs", options: { typescript: false, nodeargs } };
  const project = { name, description: `Canary rollouts of ${site}`, main: "index.ts", runtime };
  return stringify(project, { lineWidth: 0 });
}

/** `index.ts`. */
export function indexFile(): string {
  return `import { canaryRollout } from "${PACKAGE}";

export default await canaryRollout();
`;
}

/** `.gitignore`. */
export function gitignoreFile(): string {
  return "node_modules/\n.rehearsal/\n";
}

const packageJson = z.looseObject({
  type: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

/**
 * `package.json`. One that is there keeps every value that it has, and gets those that are missing:
 * `npm install` makes one in an empty folder.
 *
 * @param existing its text, where it is there
 * @param required this package and its peers, each at the version that it was tested with
 * @throws {UserError} where what is there cannot be added to
 */
export function packageFile(
  name: string,
  required: Readonly<Record<string, string>>,
  existing: string | undefined,
): string {
  const read = packageJson.safeParse(existing === undefined ? {} : json(existing));
  if (!read.success)
    throw new UserError("package.json is there, and is no JSON of a package: put it right first");
  const { type = "module", dependencies = {}, ...rest } = read.data;
  if (type !== "module")
    throw new UserError(
      `package.json says "type": "${type}", and index.ts is an ES module: set "type": "module", or use a folder of its own`,
    );
  const whole = {
    ...(existing === undefined && { name }),
    private: true,
    ...rest,
    type,
    dependencies: { ...required, ...dependencies },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
