import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

const PAGE = join(import.meta.dirname, "page");
const UPLOT = dirname(createRequire(import.meta.url).resolve("uplot"));
const INDEX = "index.html";

/** What is served, by path: a closed list, so that no path leads anywhere else. */
const FILES: ReadonlyMap<string, string> = new Map([
  ...readdirSync(PAGE).map((name): [string, string] => [
    name === INDEX ? "/" : `/${name}`,
    join(PAGE, name),
  ]),
  ["/uplot.js", join(UPLOT, "uPlot.esm.js")],
  ["/uplot.css", join(UPLOT, "uPlot.min.css")],
]);

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

export interface StaticFile {
  readonly type: string;
  readonly body: Buffer;
}

/** A file of the page, if the path is one's. */
export async function fileAt(path: string): Promise<StaticFile | undefined> {
  const file = FILES.get(path);
  if (file === undefined) return undefined;
  return { type: TYPES[extname(file)] ?? "", body: await readFile(file) };
}
