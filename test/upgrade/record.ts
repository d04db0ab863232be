// Records production at 25 % as the checked-out version leaves it, for the versions after it to upgrade:
//     node test/upgrade/record.ts
// Run it at each version, before the next one changes what is declared.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { production } from "../engine/production.ts";
import { byPassphrase } from "../engine/secretsProvider.ts";
import { VERSION } from "../../program/version.ts";

/** What of a workspace is kept; all else is made anew, or is this machine's. */
const KEPT = [
  ...["Pulumi.yaml", "Pulumi.production.yaml", "Pulumi.staging.yaml"],
  ...["clouds.sqlite", "evidence", "state/.pulumi/meta.yaml"],
];
const STACK = "state/.pulumi/stacks/canary/production.json";
/** Where in the program a resource was declared: paths of the machine that it was recorded on. */
const PLACES = ["sourcePosition", "stackTrace"];

const folder = mkdtempSync(join(tmpdir(), "canary-record-"));
const running = await byPassphrase(await production("25"));
const from = running.workspace.directory;
for (const one of KEPT) cpSync(join(from, one), join(folder, one), { recursive: true });
const state = readFileSync(join(from, STACK), "utf8");
cpSync(join(from, STACK), join(folder, STACK));
writeFileSync(
  join(folder, STACK),
  JSON.stringify(
    JSON.parse(state, (key, value: unknown) => (PLACES.includes(key) ? undefined : value)),
  ),
);
const project = join(folder, "Pulumi.yaml");
writeFileSync(project, readFileSync(project, "utf8").replace(/^main: .*$/m, "main: index.ts"));
execFileSync("tar", [
  ...["--sort=name", "--owner=0", "--group=0", "--mtime=2026-01-01", "-C", folder],
  ...["-czf", join(import.meta.dirname, `${VERSION}.tar.gz`), "."],
]);
rmSync(folder, { recursive: true });
await running.close();
