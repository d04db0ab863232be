import { execFile } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const SOURCE = join(import.meta.dirname, "app");

/** The folders that the app's own commands write to. */
const WRITTEN = ["cache", "coverage", "reports"];

/** The app that is released in a rehearsal: a small real one, in a repository of its own. */
export interface App {
  readonly checkout: string;
  /** Build a version: a commit of its own, whose id this returns. */
  release(version: string): Promise<string>;
  /** Check a commit out. */
  checkOut(commit: string): Promise<void>;
}

/** Who writes the app; somebody else must attest what needs a second person. */
const AUTHOR = { name: "Ada Lovelace", email: "ada@example.com" };

/** Lay the app into a folder, with a repository around it. */
export async function layApp(checkout: string): Promise<App> {
  await cp(SOURCE, checkout, { recursive: true });
  // Here, since npm packs no .gitignore and no empty folder.
  await writeFile(join(checkout, ".gitignore"), WRITTEN.map((one) => `${one}/\n`).join(""));
  for (const one of WRITTEN) await mkdir(join(checkout, one), { recursive: true });
  await git(checkout, "init", "--quiet", "--initial-branch=main");
  return openApp(checkout);
}

/** The app where it was laid before. */
export function openApp(checkout: string): App {
  return {
    checkout,
    async release(version) {
      const file = { name: "shop", version, private: true, type: "module" };
      await git(checkout, "checkout", "--quiet", "main").catch(() => undefined);
      await writeFile(join(checkout, "package.json"), `${JSON.stringify(file, null, 2)}\n`);
      await git(checkout, "add", "--all");
      await git(checkout, "commit", "--quiet", "--message", `Release ${version}`);
      return git(checkout, "rev-parse", "HEAD");
    },
    async checkOut(commit) {
      await git(checkout, "checkout", "--quiet", "--detach", commit);
    },
  };
}

async function git(checkout: string, ...args: string[]): Promise<string> {
  // Whoever rehearses has settings of their own, a signing key among them, and no say here.
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const identity = ["-c", `user.name=${AUTHOR.name}`, "-c", `user.email=${AUTHOR.email}`];
  const { stdout } = await run("git", ["-C", checkout, ...identity, ...args], { env });
  return stdout.trim();
}

const NODE = process.execPath;
const modules = createRequire(import.meta.url);
/** A file of a package, wherever npm put it. */
const inModules = (name: string, path: string) =>
  join(dirname(modules.resolve(`${name}/package.json`)), path);

/** What the app's own tests verify where Datadog has neither a synthetic test nor a metric for it. */
const CHECKED = [
  ...["test-api-endpoints", "test-auth-flows", "test-realtime", "test-ui-components"],
  ...["canary-user-flows", "full-critical-flows", "post-realtime", "rbv-user-flows"],
  ...["perf-cpu", "perf-memory"],
  ...["ux-auth", "ux-critical-flows", "ux-links-assets", "ux-ui-rendering"],
];

/**
 * What verifies the items of this app, as config's `verify` has it: its own commands. Defaults verify the
 * rest. `checked` says whether Datadog's synthetic tests check it; its own tests do where not.
 */
export function verifyApp({ checked }: { readonly checked: boolean }) {
  const script = (name: string, reports?: Readonly<Record<string, string>>) => ({
    command: [NODE, `scripts/${name}.js`],
    ...(reports && { reports }),
  });
  const tests = (file: string, report: string, ...more: string[]) => [
    ...[NODE, "--test", ...more, "--test-reporter=junit", `--test-reporter-destination=${report}`],
    file,
  ];
  const own = { command: [NODE, "--test", "test/server.integration.js"] };
  return {
    ...Object.fromEntries(checked ? [] : CHECKED.map((item) => [item, own])),
    "cq-unit-tests": {
      command: tests(
        "test/cart.test.js",
        "reports/unit.xml",
        "--experimental-test-coverage",
        "--test-coverage-include=src/**",
        "--test-reporter=./scripts/coverage.js",
        "--test-reporter-destination=coverage/coverage-summary.json",
      ),
      reports: { junit: "reports/unit.xml", coverage: "coverage/coverage-summary.json" },
      coverage: 80,
    },
    "cq-integration-tests": {
      command: tests("test/server.integration.js", "reports/integration.xml"),
      reports: { junit: "reports/integration.xml" },
    },
    "cq-lint": {
      command: [NODE, inModules("eslint", "bin/eslint.js"), ".", "--format", "json"],
      reports: { eslint: "-" },
    },
    "cq-security-audit": script("audit", { audit: "-" }),
    "cq-tsc": { command: [NODE, inModules("typescript", "bin/tsc"), "--noEmit"] },
    "env-db-migrations": script("migrations", { migrations: "-" }),
    "env-redis-cleared": script("cache", { cleared: "-" }),
    "env-third-party-keys": script("keys"),
    "test-health-endpoints": script("health"),
  };
}
