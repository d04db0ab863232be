import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { json } from "../json.ts";

const manifest = z.object({
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});

/** This program's own folder, or the package's that it was installed as. */
export const OWN = join(import.meta.dirname, "../..");

/** What this program is made to run with, by package: its dependencies with the versions that it names. */
export async function requiredPackages(root = OWN): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(root, "package.json"), "utf8");
  const { dependencies, peerDependencies } = manifest.parse(json(text));
  return { ...peerDependencies, ...dependencies };
}

/** The version of a package as Node finds it from this program's folder; undefined where it does not. */
export async function installedVersion(name: string, root = OWN): Promise<string | undefined> {
  for (let folder = root; ; folder = dirname(folder)) {
    const file = join(folder, "node_modules", name, "package.json");
    const text = await readFile(file, "utf8").catch(() => undefined);
    // Some write a v in front.
    if (text !== undefined)
      return manifest.safeParse(json(text)).data?.version?.replace(/^v/, "") ?? "unknown";
    if (dirname(folder) === folder) return undefined;
  }
}
