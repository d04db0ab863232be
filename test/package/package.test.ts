import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { untouchedOf } from "../engine/production.ts";

const root = join(import.meta.dirname, "../..");
const TEAM = join(root, "test/teams/small");
const NAME = "canary-rollout";

const run = (command: string, args: readonly string[], cwd: string) =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

describe("the package that a team installs", () => {
  let folder: string;
  let tarball: string;
  /** A team's folder with the package in node_modules, beside what npm would put there. */
  let team: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "canary-package-"));
    tarball = run(process.execPath, ["tools/package/main.ts", folder], root).trim();
    team = join(folder, "team");
    mkdirSync(join(team, "node_modules"), { recursive: true });
    for (const one of readdirSync(join(root, "node_modules")))
      symlinkSync(join(root, "node_modules", one), join(team, "node_modules", one));
    run("tar", ["xzf", tarball, "-C", folder], folder);
    cpSync(join(folder, "package"), join(team, "node_modules", NAME), { recursive: true });
    cpSync(TEAM, team, { recursive: true });
    writeFileSync(
      join(team, "package.json"),
      JSON.stringify({ name: "team", private: true, type: "module" }),
    );
    writeFileSync(
      join(team, "index.ts"),
      `import { canaryRollout } from "${NAME}";\n\nexport default await canaryRollout();\n`,
    );
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("has what runs and what is read, and no tests, pictures or TypeScript of its own", () => {
    const files = readdirSync(join(team, "node_modules", NAME), {
      recursive: true,
      encoding: "utf8",
    });
    for (const one of ["canary", "README.md", "LICENSE", "docs/runbook.md", "policies/pack.js"])
      assert.ok(files.includes(one), one);
    assert.deepEqual(
      files.filter((one) => /^test\/|\.png$|(?<!\.d)\.ts$/.test(one) && !/^examples\//.test(one)),
      [],
    );
    const js = files.filter(
      (one) => one.endsWith(".js") && !/^(rehearsal\/app|controlRoom\/page)\//.test(one),
    );
    assert.deepEqual(
      js.filter((one) => !files.includes(`${one}.map`)),
      [],
    );
    assert.deepEqual(
      js.filter((one) => !files.includes(one.replace(/js$/, "d.ts"))),
      [],
    );
  });

  it("is found sound by publint", async () => {
    const { messages } = await publint({
      pkgDir: join(team, "node_modules", NAME),
      level: "warning",
    });
    assert.deepEqual(messages, []);
  });

  it("has types that resolve for whoever imports it as a module", async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    assert.ok(result.types);
    const problems = result.problems.filter(
      (one) => !("resolutionKind" in one) || ["node16-esm", "bundler"].includes(one.resolutionKind),
    );
    assert.deepEqual(
      problems.filter(({ kind }) => kind !== "CJSResolvesToESM"),
      [],
    );
  });

  it("is type-checked in a program that uses it, by its declarations", () => {
    writeFileSync(
      join(team, "program.ts"),
      `import { CanaryRollout, TrafficSplit } from "${NAME}";
import { Environment } from "${NAME}/components/Environment";
const rollout = new CanaryRollout("shop", { variables: { QUEUE: "orders" } });
export const url: string = rollout.url;
export const classes = [TrafficSplit, Environment];
// @ts-expect-error: the percentage is the stack's config
new CanaryRollout("other", { percentage: 50 });
`,
    );
    const options = [
      "--module",
      "nodenext",
      "--target",
      "es2024",
      "--strict",
      "--skipLibCheck",
      "--types",
      "node",
    ];
    run("tsc", ["--noEmit", ...options, "program.ts"], team);
    rmSync(join(team, "program.ts"));
  });

  it("runs its command from node_modules/.bin", () => {
    const link = join(team, "node_modules/canary-link");
    symlinkSync(join(NAME, "canary"), link);
    assert.match(run(link, ["--version"], team), /^\d+\.\d+\.\d+\n$/);
    assert.match(run(link, ["rehearse", "--list"], team), /good/);
  });

  it("rolls out in the team's own folder, with the policies from node_modules, behind a link too", async () => {
    const production = await untouchedOf(TEAM, "datadoghq.eu");
    try {
      const file = join(production.workspace.directory, "Pulumi.yaml");
      writeFileSync(
        file,
        readFileSync(file, "utf8").replace(/^main: .*$/m, `main: ${join(team, "index.ts")}`),
      );
      const pack = join(folder, "pack");
      symlinkSync(join(team, "node_modules", NAME, "policies"), pack);
      const { code, output } = await production.up("--policy-pack", pack);
      assert.equal(code, 0, output);
      assert.match(output, /canary@v\S+ \(local: /);
      assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
    } finally {
      await production.close();
    }
  });
});
