import assert from "node:assert/strict";
import { once } from "node:events";
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { type Result, type Workspace, root, workspace } from "../engine/pulumi.ts";
import { BY_VAULT } from "../engine/vault.ts";

const up = ["up", "--yes", "--skip-preview"] as const;

describe("the Node language host", () => {
  let w: Workspace;
  before(async function () {
    // A pulumi that the machine already had came with Pulumi's own host, which is not ours to test.
    const host = await lstat(join(root, ".tools/bin/pulumi-language-nodejs"));
    if (host.isSymbolicLink()) this.skip();
  });
  afterEach(() => w.close());

  const output = async (name: string, ...flags: string[]) =>
    (await w.run("stack", "output", name, ...flags)).stdout.trim();

  it("runs an ES module in TypeScript with top-level await, and keeps what it exports", async () => {
    w = await workspace({
      "index.ts": `
        import * as pulumi from "@pulumi/pulumi";
        const greeting: string = await Promise.resolve("hello");
        export const whole = [greeting, pulumi.getProject(), pulumi.getStack()].join(" ");
        export const organization = pulumi.getOrganization();
        export const unconfigured = new pulumi.Config().get("anything") ?? "nothing";
        export const loader = process.env.PULUMI_NODEJS_TYPESCRIPT === "true" ? "ts-node" : "Node";`,
    });
    assertUp(await w.run(...up));
    assert.equal(await output("whole"), "hello test dev");
    assert.equal(await output("organization"), "organization");
    assert.equal(await output("unconfigured"), "nothing");
    assert.equal(await output("loader"), "Node");
  });

  it("hands configuration and secrets to the program, and a secret stays one", async () => {
    w = await workspace({
      "index.ts": `
        import { Config } from "@pulumi/pulumi";
        const config = new Config();
        export const plain = config.requireNumber("plain") + 1;
        export const hidden = config.requireSecret("hidden");
        export const secrets = process.env.PULUMI_CONFIG_SECRET_KEYS;`,
    });
    await w.run("config", "set", "plain", "41");
    await w.run("config", "set", "--secret", "hidden", "s3cret");
    assertUp(await w.run(...up));
    assert.equal(await output("plain"), "42");
    assert.equal(await output("secrets"), '["test:hidden"]');
    assert.equal(await output("hidden"), "[secret]");
    assert.equal(await output("hidden", "--show-secrets"), "s3cret");
  });

  it("tells the program whether it is a preview", async () => {
    w = await workspace({
      "index.ts": `
        import * as pulumi from "@pulumi/pulumi";
        await pulumi.log.info(pulumi.runtime.isDryRun() ? "previewing" : "updating");`,
    });
    assert.match((await w.run("preview")).stdout, /previewing/);
    assert.match((await w.run(...up)).stdout, /updating/);
  });

  it("lets a hook refuse, in a preview and in an update", async () => {
    w = await workspace({
      "index.ts": `
        import * as pulumi from "@pulumi/pulumi";
        const refuse = () => { throw new Error("refused by the gate"); };
        const gate = new pulumi.ResourceHook("gate", refuse, { onDryRun: true });
        new pulumi.ComponentResource("test:index:Rollout", "rollout", {}, {
          hooks: { beforeCreate: [gate] },
        });`,
    });
    for (const command of [["preview"], up]) {
      const result = await w.run(...command);
      assert.equal(result.code, 1, result.stdout);
      assert.match(result.stdout, /refused by the gate/);
    }
  });

  it("adds nothing to what a program said before it exited with 32", async () => {
    w = await workspace({
      "index.ts": `
        import * as pulumi from "@pulumi/pulumi";
        await pulumi.log.error("said once");
        process.exitCode = 32;`,
    });
    const preview = await w.run("preview");
    assert.equal(preview.code, 1);
    assert.deepEqual(errors(preview), ["error: said once"]);
  });

  it("says with which code a program exited that said nothing", async () => {
    w = await workspace({ "index.ts": "process.exit(3);" });
    assert.match((await w.run("preview")).stdout, /Program exited with non-zero exit code: 3/);
  });

  it("shows a RunError without a stack trace", async () => {
    w = await workspace({
      "index.ts": `
        import { RunError } from "@pulumi/pulumi";
        throw new RunError("percentage: expected 10, found 12");`,
    });
    const preview = await w.run("preview");
    assert.equal(preview.code, 1);
    assert.deepEqual(errors(preview), ["error: percentage: expected 10, found 12"]);
    assert.doesNotMatch(preview.stdout, /^\s+at /m);
  });

  it("runs a policy pack in TypeScript, which reads the stack's configuration", async () => {
    w = await workspace({
      "index.ts": "export {};",
      "pack/PulumiPolicy.yaml": "runtime: nodejs\n",
      "pack/package.json": JSON.stringify({ version: "1.0.0", type: "module", main: "index.cjs" }),
      "pack/index.cjs": `import("./pack.ts");`,
      "pack/pack.ts": `
        import * as pulumi from "@pulumi/pulumi";
        import { PolicyPack } from "@pulumi/policy";
        const limit: string = new pulumi.Config("test").require("limit");
        new PolicyPack("pack", { policies: [{
          name: "limited", description: "Limits", enforcementLevel: "mandatory",
          validateStack: (_, report) => report(pulumi.getStack() + " is limited to " + limit),
        }] });`,
    });
    await w.run("config", "set", "limit", "25");
    const preview = await w.run("preview", "--policy-pack", "pack");
    assert.equal(preview.code, 1);
    assert.match(preview.stdout, /dev is limited to 25/);
  });

  it("names the plugins of the packages that the program depends on, and of no others", async () => {
    w = await workspace({
      "index.ts": "export {};",
      "package.json": JSON.stringify({ dependencies: { "@pulumiverse/vercel": "*", zod: "*" } }),
    });
    const { stdout } = await w.run("about", "--json");
    const about = JSON.parse(stdout) as {
      plugins: { name: string; kind: string }[];
      dependencies: { name: string }[];
      runtime: { executable: string };
    };
    const providers = about.plugins.filter(({ kind }) => kind === "resource");
    assert.deepEqual(names(providers), ["vercel"]);
    assert.deepEqual(names(about.dependencies), ["@pulumiverse/vercel", "zod"]);
    assert.equal(about.runtime.executable, join(root, ".tools/bin/node"));
  });

  for (const [kind, handler] of [
    ["a program", ""],
    [
      "a program that ignores signals",
      "for (const s of ['SIGINT', 'SIGTERM']) process.on(s, () => {});",
    ],
  ] as const) {
    it(`leaves no process behind when ${kind} is interrupted`, async () => {
      w = await workspace({
        "index.ts": `
          ${handler}
          console.log("pid", process.pid);
          await new Promise((resolve) => setTimeout(resolve, 60_000));`,
      });
      const { child, done } = w.start(...up);
      let visible = "";
      while (!/pid \d+/.test(visible)) visible += String((await once(child.stdout, "data"))[0]);
      const pid = Number(/pid (\d+)/.exec(visible)?.[1]);
      process.kill(pid, 0);
      child.kill("SIGINT");
      assert.equal((await done).code, 1);
      assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
    });
  }

  it("is not in the way of an inline program of the Automation API", async () => {
    w = await workspace({});
    const pulumiCommand = await PulumiCommand.get({ root: join(root, ".tools") });
    const stack = await LocalWorkspace.createOrSelectStack(
      {
        stackName: "inline",
        projectName: "test",
        program: async () => Promise.resolve({ answer: 42 }),
      },
      { workDir: w.dir, envVars: w.env, pulumiCommand, secretsProvider: BY_VAULT },
    );
    const { outputs } = await stack.up();
    assert.equal(outputs["answer"]?.value, 42);
  });
});

function assertUp({ code, stdout, stderr }: Result): void {
  assert.equal(code, 0, stdout + stderr);
}

function names(things: readonly { name: string }[]): string[] {
  return things.map(({ name }) => name);
}

/** The lines of a run's diagnostics that report an error. */
function errors({ stdout, stderr }: Result): string[] {
  return (stdout + stderr)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("error:"));
}
