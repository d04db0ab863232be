import assert from "node:assert/strict";
import {
  isPacked,
  withCompiledImports,
  withInstalledCommand,
} from "../../../tools/package/files.ts";

describe("what is packed", () => {
  for (const file of [
    "canary",
    "docs/runbook.md",
    "docs/schemas/status.schema.json",
    "policies/PulumiPolicy.yaml",
    "program/lazyModules.d.cts",
    "controlRoom/page/room.js",
    "tools/pulumi/build.sh",
  ])
    it(`is ${file}`, () => {
      assert.ok(isPacked(file));
    });

  for (const file of [
    "test/example.ts",
    "docs/control-room-25.png",
    "cli/main.ts",
    "Pulumi.production.yaml",
    "findings/README.md",
    "tools/docs/main.ts",
  ])
    it(`is not ${file}`, () => {
      assert.ok(!isPacked(file));
    });
});

describe("compiled code", () => {
  it("imports compiled files, by whatever form", () => {
    assert.equal(
      withCompiledImports(
        'import { a } from "./a.ts"; export * from "../b/c.ts"; await import("./d.ts"); import "./e.ts";',
      ),
      'import { a } from "./a.js"; export * from "../b/c.js"; await import("./d.js"); import "./e.js";',
    );
  });

  it("leaves packages and other texts as they are", () => {
    const text = 'import ts from "typescript.ts"; const name = "worker.ts";';
    assert.equal(withCompiledImports(text), text);
  });

  it("names the command as those who installed it type it", () => {
    assert.equal(withInstalledCommand("see ./canary status"), "see npx canary status");
    assert.equal(withInstalledCommand('["./canary", 1]'), '["npx canary", 1]');
    const others = ["../../canary", "./canary-rollout", ".rehearsal/canary", "a/./canary.md"];
    for (const text of others) assert.equal(withInstalledCommand(text), text);
  });
});
