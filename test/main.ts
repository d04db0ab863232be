import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/**
 * Runs the tests, or those of a part: a folder of test/, or a file. Most run beside each other; then
 * those that need the machine for themselves, since they measure how traffic moves as time passes, one
 * by one. The last lines say what failed and count both. Exits 1 where a test failed, or none ran.
 *
 *     node test/main.ts [--jobs N] [PART...]
 */
const root = join(import.meta.dirname, "..");

/** An engine waits for its program, and a program for its engine: two keep one core busy. */
const JOBS = "4";
const ALONE = /\.alone\.test\.ts$/;
/** Rooms whose files take longest: begun first, no core waits for one at the end. */
const FIRST = ["test/refusals/", "test/engine/"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: "string", default: JOBS } },
});

const parts = positionals.length > 0 ? positionals : [""];
const files = parts.flatMap((part) =>
  part.endsWith(".ts")
    ? [join("test", part.replace(/^test\//, ""))]
    : globSync(join("test", part.replace(/^test\//, ""), "**/*.test.ts"), { cwd: root }).sort(),
);
const late = (file: string) => {
  const index = FIRST.findIndex((room) => file.startsWith(room));
  return index < 0 ? FIRST.length : index;
};
const beside = files.filter((file) => !ALONE.test(file)).sort((a, b) => late(a) - late(b));
const alone = files.filter((file) => ALONE.test(file));

/** All that tests leave, which goes with it at the end. */
const folder = mkdtempSync(join(tmpdir(), "tests-"));
process.once("exit", () => {
  rmSync(folder, { recursive: true, force: true });
});
// The terminal interrupts mocha too; what is left to do here is to take the folder away.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
mkdirSync(join(folder, "fixtures"));
mkdirSync(join(folder, "tmp"));
const counts = { passed: 0, failed: 0, skipped: 0 };
const failures: { title: string; message: string }[] = [];
/** The runs of mocha that ended with something wrong. */
const wrong: string[] = [];
await run(["--parallel", "--jobs", values.jobs], beside);
await run([], alone);
// Once more, and last: what failed beside others is thousands of lines above.
for (const { title, message } of failures) console.error(`failed: ${title}: ${message}`);
for (const why of wrong) console.error(`mocha: ${why}`);
const { passed, failed, skipped } = counts;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = wrong.length === 0 && failed === 0 && passed > 0 ? 0 : 1;

/** Run files by one mocha, and count what it did. */
async function run(args: readonly string[], these: readonly string[]): Promise<void> {
  if (these.length === 0) return;
  const file = join(folder, "counts.json");
  rmSync(file, { force: true });
  const forbid = process.env["CI"] ? ["--forbid-only"] : [];
  const mocha = spawn("mocha", [...args, ...forbid, ...these], {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      TMPDIR: join(folder, "tmp"),
      CANARY_TEST_COUNTS: file,
      CANARY_TEST_FIXTURES: join(folder, "fixtures"),
      // Pulumi's own folder is nobody's business here; each test makes one, and this stands in for a slip.
      PULUMI_HOME: join(folder, "home"),
      // An engine lives for seconds: it collects no garbage before it has to.
      GOGC: "400",
    },
  });
  const [status] = (await once(mocha, "close")) as [number | null];
  try {
    const one = JSON.parse(readFileSync(file, "utf8")) as typeof counts & {
      failures: typeof failures;
    };
    for (const key of ["passed", "failed", "skipped"] as const) counts[key] += one[key];
    failures.push(...one.failures);
  } catch {
    wrong.push("it counted nothing");
  }
  if (status !== 0) wrong.push(`it exited with ${status ?? "a signal"}`);
}
