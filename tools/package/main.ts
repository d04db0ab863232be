import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isPacked, withCompiledImports, withInstalledCommand } from "./files.ts";
import { manifestOf, type Manifest } from "./manifest.ts";

/**
 * Makes the package that adopters install: compiled JavaScript with declarations and source maps, the docs,
 * and no tests. Its folders are the repository's. Prints the path of the tarball, which is in the folder
 * that is named, beside the unpacked `files`; `.tools/package` where none is.
 */
const root = join(import.meta.dirname, "../..");
const [target = join(root, ".tools/package")] = process.argv.slice(2);
const folder = join(target, "files");

rmSync(target, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const run = (command: string, args: readonly string[], cwd = root) =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

run("tsc", ["--project", join(import.meta.dirname, "tsconfig.json"), "--outDir", folder]);
const files = run("git", ["ls-files", "--cached", "--others", "--exclude-standard"]);
for (const file of files.split("\n").filter(isPacked)) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  cpSync(join(root, file), join(folder, file));
}
for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!/\.(d\.ts|c?js|md)$/.test(file)) continue;
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, withInstalledCommand(withCompiledImports(text)));
}
const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifestOf(own), null, 2)}\n`);
const [packed] = JSON.parse(
  run("npm", ["pack", "--json", "--pack-destination", target], folder),
) as { filename: string }[];
console.log(join(target, packed?.filename ?? ""));
