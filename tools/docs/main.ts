import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { ConfigError } from "../../config.ts";
import { checklist } from "./checklist.ts";
import { productionConfig } from "./productionConfig.ts";
import { runbook } from "./runbook/runbook.ts";

/**
 * Writes the pages of docs/ that are made from the stack file and the program's own data. With
 * `--check` it writes nothing, names the pages that are stale, and exits 1 where there are any.
 */
const root = join(import.meta.dirname, "../..");

/** The pages, by their file. */
const PAGES = { "docs/runbook.md": runbook, "docs/checklist.md": checklist };

const check = process.argv.includes("--check");
try {
  const config = await productionConfig(root);
  for (const [page, text] of Object.entries(PAGES)) {
    const file = join(root, page);
    const now = await format(text(config), { ...(await resolveConfig(file)), filepath: file });
    const before = await readFile(file, "utf8").catch(() => "");
    if (now === before) continue;
    if (!check) {
      await writeFile(file, now);
      continue;
    }
    console.error(
      `${page} does not say what Pulumi.production.yaml and the program say: make docs`,
    );
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
