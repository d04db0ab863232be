import type { Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { installedVersion, OWN, requiredPackages } from "../ownPackage.ts";
import { isOlder } from "../version.ts";

/** Whether what is installed is what the program was tested with. */
export const packages: Check = {
  id: "packages",
  title: "the packages that the program runs with",
  for: ["up", "start", "rollback"],
  run: () => comparePackages(OWN),
};

/** The packages of a folder's package.json beside those that Node finds from there. */
export async function comparePackages(root: string): Promise<readonly Finding[]> {
  const required = Object.entries(await requiredPackages(root));
  const differ = await Promise.all(
    required.map(async ([name, range]) => {
      const installed = await installedVersion(name, root);
      return fits(installed, range) ? [] : [{ name, range, installed: installed ?? "missing" }];
    }),
  );
  const wrong = differ.flat();
  if (wrong.length === 0) return [ok(`${required.length} packages at their versions`)];
  return [
    fault(
      wrong.map(({ name, installed }) => `${name} is ${installed}`).join(", "),
      wrong.map(({ name, range }) => `${name} ${range}`).join(", "),
      "npm ci in the project's folder; where the lock file has the other versions, npm install",
    ),
  ];
}

/** An exact version, or at least that of a caret or a tilde: both are as package.json has them here. */
function fits(installed: string | undefined, range: string): boolean {
  if (installed === undefined) return false;
  const [, sign = "", wanted = range] = /^(\^|~|>=)?\s*(\d.*)$/.exec(range) ?? [];
  if (sign === "") return !/^\d/.test(wanted) || installed === wanted;
  const isSameMajor = installed.split(".")[0] === wanted.split(".")[0];
  return !isOlder(installed, wanted) && (sign === ">=" || isSameMajor);
}
