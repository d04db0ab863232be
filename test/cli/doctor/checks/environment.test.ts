import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkout } from "../../../../cli/doctor/checks/checkout.ts";
import { engine, judge as judgeEngine } from "../../../../cli/doctor/checks/engine.ts";
import { git } from "../../../../cli/doctor/checks/git.ts";
import { judge as judgeNode, node } from "../../../../cli/doctor/checks/node.ts";
import { comparePackages, packages } from "../../../../cli/doctor/checks/packages.ts";
import { verifyCommands, whyNot } from "../../../../cli/doctor/checks/verifyCommands.ts";
import { contextFor, exampleConfig, textOf } from "../context.ts";
import { observed } from "../fakeClouds.ts";

const folder = () => mkdtempSync(join(tmpdir(), "doctor-"));
function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe("Node, the engine and the packages", () => {
  it("are in order where these tests run", async () => {
    const env = process.env;
    assert.match(await observed(node, {}, { env }), /^ok: Node 2\d/);
    assert.match(await observed(engine, {}, { env }), /^ok: Pulumi 3/);
    assert.match(await observed(packages, {}), /^ok: \d+ packages/);
  });

  it("are faults where Node is missing or too old for TypeScript", async () => {
    assert.equal(judgeNode("22.18.0").verdict, "ok");
    assert.match(
      textOf([judgeNode("22.9.1")]),
      /^fault: node on the PATH is 22\.9\.1 \| Node 22\.18/,
    );
    assert.match(textOf([judgeNode(undefined)]), /^fault: no node starts/);
    assert.match(await observed(node, {}, { env: { PATH: folder() } }), /^fault: no node starts/);
  });

  it("are faults where the engine is older than its SDK, or has no Node host", () => {
    const well = { version: "3.274.1", host: true, sdk: "3.270.0" };
    assert.match(textOf(judgeEngine(well)), /^ok: Pulumi 3\.274\.1$/);
    assert.match(
      textOf(judgeEngine({ ...well, version: "3.208.0" })),
      /^fault: Pulumi is 3\.208\.0 \| Pulumi 3\.270\.0 or later/,
    );
    assert.match(textOf(judgeEngine({ ...well, host: false })), /fault: pulumi-language-nodejs/);
    assert.match(textOf(judgeEngine({ ...well, version: undefined })), /^fault: no pulumi starts/);
  });

  it("are faults where a package has another version than package.json, or is not there", async () => {
    const root = folder();
    const dependencies = { zod: "4.6.7", yaml: "^2.9.0", ws: "8.23.0" };
    write(join(root, "package.json"), JSON.stringify({ dependencies }));
    const install = (name: string, version: string) => {
      write(join(root, "node_modules", name, "package.json"), JSON.stringify({ version }));
    };
    install("zod", "4.6.7");
    install("yaml", "2.9.1");
    install("ws", "8.23.0");
    assert.match(textOf(await comparePackages(root)), /^ok: 3 packages/);
    install("zod", "4.5.0");
    install("yaml", "3.0.0");
    assert.match(
      textOf(await comparePackages(root)),
      /^fault: zod is 4\.5\.0, yaml is 3\.0\.0 \| zod 4\.6\.7, yaml \^2\.9\.0 \| npm ci/,
    );
  });
});

describe("git", () => {
  const run = (at: string, ...args: string[]) => {
    const own = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    execFileSync("git", ["-C", at, ...own, ...args], { stdio: "pipe" });
  };

  it("is a fault outside a working tree, without an author, and on a detached HEAD", async () => {
    const context = contextFor();
    const { directory } = context.project;
    const at = async () => textOf(await git.run(context, AbortSignal.timeout(5000)));
    writeFileSync(context.file, "config: {}\n");
    assert.match(await at(), /^fault: .* is in no working tree .*git init/);
    run(directory, "init", "-q");
    run(directory, "config", "user.name", "Alex");
    run(directory, "config", "user.email", "alex@example.com");
    run(directory, "add", ".");
    run(directory, "commit", "-qm", "one");
    assert.match(await at(), /^ok/);
    run(directory, "checkout", "-q", "--detach");
    assert.match(await at(), /^fault: HEAD is detached/);
  });
});

describe("the app's checkout and its commands", () => {
  const app = { checkout: "../shop" };

  it("are faults where there is no checkout, no repository, or another commit", async () => {
    const none = exampleConfig({ app: undefined, verify: undefined });
    assert.match(
      await observed(checkout, {}, { config: none }),
      /^fault: app\.checkout is missing/,
    );
    const gone = exampleConfig({ app: { checkout: "/nowhere/shop" } });
    assert.match(
      await observed(checkout, {}, { config: gone }),
      /^fault: there is no \/nowhere\/shop/,
    );
    const at = folder();
    const config = exampleConfig({ app: { ...app, checkout: at } });
    assert.match(await observed(checkout, {}, { config }), /^fault: .*clone the app there/);
    execFileSync("git", ["-C", at, "init", "-q", "-b", "main"]);
    const own = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    execFileSync("git", ["-C", at, ...own, "commit", "-q", "--allow-empty", "-m", "one"]);
    const local = exampleConfig({ app: { checkout: at, branch: "main" } });
    assert.match(
      await observed(checkout, {}, { config: local }),
      /fault: .*: it is at [0-9a-f]{40}, and the release at 8c1d2e3f/,
    );
  });

  it("are faults where a program, a script or a package of npx is not there", () => {
    const at = folder();
    const bin = join(at, "bin");
    for (const name of ["npm", "npx", "make"]) {
      write(join(bin, name), "#!/bin/sh\n");
      chmodSync(join(bin, name), 0o755);
    }
    write(join(at, "package.json"), JSON.stringify({ scripts: { audit: "x" } }));
    write(join(at, "node_modules/.bin/eslint"), "");
    const why = (...command: string[]) => whyNot(command, at, bin);
    assert.equal(why("make", "test"), undefined);
    assert.equal(why("npm", "run", "--silent", "audit"), undefined);
    assert.equal(why("npx", "--no-install", "eslint", "."), undefined);
    assert.match(why("go", "test") ?? "", /^go is not there/);
    assert.match(why("./verify.sh") ?? "", /^\.\/verify\.sh is not there/);
    assert.match(why("npm", "test") ?? "", /has no script test$/);
    assert.match(why("npm", "run", "keys:check") ?? "", /has no script keys:check$/);
    assert.match(why("npx", "--no-install", "tsc") ?? "", /^tsc is not installed/);
    assert.match(whyNot(["make"], join(at, "gone"), bin) ?? "", /^there is no folder/);
  });

  it("are faults where nothing verifies an item", async () => {
    const config = exampleConfig({ verify: undefined, app: undefined });
    const text = await observed(verifyCommands, {}, { config });
    assert.match(
      text,
      /fault: nothing verifies cq-unit-tests \| a command under verify\.cq-unit-tests/,
    );
    assert.match(text, /fault: nothing verifies env-db-migrations/);
  });
});
