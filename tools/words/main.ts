import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { inPath, inSource, inText, type Hit } from "./find.ts";

/**
 * Names the words of `list.ts` in what people read, and exits 1 where there are any: pages, examples, stack
 * files and workflows. With `--names` also in code: in messages, in names and in file names. Paths as
 * arguments narrow it to those.
 */
const TEXTS = [
  ...["README.md", "CONTRIBUTING.md", "docs/*.md", "evidence/README.md", "examples"],
  ...["Pulumi*.yaml", "Makefile", ".github"],
];
/** What commands printed, kept by tests: made of messages. */
const PRINTED = ["test/cli/review/streams/*.md"];
/** The list itself, and what judges it. */
const OWN = /^(test\/)?tools\/words\//;

const { values, positionals } = parseArgs({
  options: { names: { type: "boolean", default: false } },
  allowPositionals: true,
});
const tracked = (...patterns: string[]) =>
  execFileSync("git", ["ls-files", "-z", "--", ...patterns], { encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && !OWN.test(file))
    .filter((file) => positionals.length === 0 || positionals.some((one) => file.startsWith(one)));

let count = 0;
const report = (file: string, hits: readonly Hit[]) => {
  count += hits.length;
  for (const { line, result, instead } of hits)
    console.error(`${file}:${line}: "${result}"; use: ${instead}`);
};
const texts = [...TEXTS, ...(values.names ? PRINTED : [])];
for (const file of tracked(...texts)) report(file, inText(await readFile(file, "utf8")));
if (values.names) {
  for (const file of tracked()) report(file, inPath(file));
  for (const file of tracked("*.ts", "*.js", "*.cjs", "*.mjs"))
    report(file, inSource(await readFile(file, "utf8")));
}
if (count > 0) {
  console.error(`${count} words that need a story: tools/words/list.ts`);
  process.exitCode = 1;
}
