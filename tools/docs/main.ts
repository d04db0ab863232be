import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { jsonSchema, OUTPUTS } from "../../cli/output/schemas.ts";
import { ConfigError, type ProductionConfig } from "../../config.ts";
import { checklist } from "./checklist.ts";
import { commentsIn } from "./config/comments.ts";
import { configPage } from "./config/page.ts";
import { costs } from "./costs.ts";
import { productionConfig } from "./productionConfig.ts";
import { runbook } from "./runbook/runbook.ts";
import { vendorsModels } from "./vendorsModels.ts";

/**
 * Writes the pages that are made from a project's stack file and the program's own data and source. `--project`
 * names the project's folder, the example's where absent, and `--to` the pages' one, this repository's
 * `docs/`. With `--check` it writes nothing, names the pages that are stale, and exits 1 where there
 * are any.
 */
const root = join(import.meta.dirname, "../..");

/** The pages, by their file. */
const PAGES: Readonly<Record<string, (config: ProductionConfig) => string>> = {
  "runbook.md": runbook,
  "checklist.md": checklist,
  "config.md": reference,
  "costs.md": costs,
  "vendors-models.md": vendorsModels,
  ...Object.fromEntries(
    (Object.keys(OUTPUTS) as (keyof typeof OUTPUTS)[]).map((command) => [
      `schemas/${command}.schema.json`,
      () => jsonSchema(command),
    ]),
  ),
};

/** The same for all projects: the keys that there are. */
function reference(): string {
  const commentsOf = commentsIn(join(root, "config/schema.ts"));
  return configPage({ production: commentsOf("production"), staging: commentsOf("staging") });
}

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    project: { type: "string", default: join(root, "examples/shop") },
    to: { type: "string", default: join(root, "docs") },
  },
});
try {
  const config = await productionConfig(resolve(values.project));
  for (const [page, text] of Object.entries(PAGES)) {
    const file = resolve(values.to, page);
    const style = await resolveConfig(join(root, "docs", page));
    const now = await format(text(config), { ...style, filepath: file });
    const before = await readFile(file, "utf8").catch(() => "");
    if (now === before) continue;
    if (!values.check) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, now);
      continue;
    }
    console.error(`${page} does not say what the stack file and the program say: make docs`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
