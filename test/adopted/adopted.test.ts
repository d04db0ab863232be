import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseDocument } from "yaml";
import { run } from "../../rehearsal/run.ts";
import { parseConfig } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { read } from "../config/stack.ts";
import { root } from "../engine/pulumi.ts";
import { EXAMPLE } from "../example.ts";

/** What is no part of a checkout, or large and the same. */
const LINKED = ["node_modules", ".tools"];
const LEFT_OUT = [...LINKED, ".git", ".rehearsal"];

/** Whoever adopts this: other hosts, people and project. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/example\.com/g, "bakery.net"],
  [/\bwww\./g, "order."],
  [/canary-origin\./g, "next."],
  [/0123456789abcdef0123456789abcdef/g, "fedcba9876543210fedcba9876543210"],
  [/project: shop/g, "project: bread"],
  [/Alex Doe/g, "Ada Loaf"],
  [/Kim Roe/g, "Ben Crust"],
  [/Sam Poe/g, "Cleo Crumb"],
  [/^name: canary$/gm, "name: bakery"],
  [/^( +(?:# )?)canary:(?=\w+:)/gm, "$1bakery:"],
  [/percentage: "0"/g, 'percentage: "10"'],
];

/** Tests that read stack files, and one that runs the engine on them. */
const TESTS = [
  "config",
  "tools/docs",
  "components/monitoring/config.test.ts",
  "policies/contacts",
  "engine/declared.test.ts",
];

describe("a checkout with other stack files in place", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "canary-adopted-"));
    cpSync(root, folder, {
      recursive: true,
      filter: (from) => !LEFT_OUT.includes(relative(root, from)),
    });
    for (const name of LINKED) symlinkSync(join(root, name), join(folder, name));
    for (const name of ["Pulumi.yaml", "Pulumi.production.yaml", "Pulumi.staging.yaml"]) {
      const before = readFileSync(join(EXAMPLE, name), "utf8").replace(
        /^main: .*$/m,
        "main: index.ts",
      );
      writeFileSync(
        join(folder, name),
        OTHERS.reduce((text, [from, to]) => text.replace(from, to), before),
      );
    }
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  const node = (...args: string[]) =>
    run(process.execPath, args, { cwd: folder, env: process.env });

  it("has stack files that are valid, and those of somebody else", () => {
    for (const stack of ["production", "staging"]) {
      const file = text(`Pulumi.${stack}.yaml`);
      assert.equal(parseConfig(toRaw(read(file)), new Set(), "bakery").environment, stack);
      assert.doesNotMatch(file, /example\.com|shop-staging|Alex/);
    }
    assert.equal(parseDocument(text("Pulumi.yaml")).get("name"), "bakery");
  });

  it("has the pages of docs/ as they are", async () => {
    const { code, output } = await node("tools/docs/main.ts", "--check");
    assert.equal(code, 0, output);
  });

  it("writes pages of its own where they are requested", async () => {
    const { code, output } = await node("tools/docs/main.ts", "--project", ".", "--to", "pages");
    assert.equal(code, 0, output);
    assert.match(text("pages/runbook.md"), /^# Runbook: order\.bakery\.net$/m);
    assert.match(text("pages/runbook.md"), /Ada Loaf/);
  });

  it("passes its tests", async () => {
    const { code, output } = await node("test/main.ts", "--jobs", "2", ...TESTS);
    assert.equal(code, 0, output);
    assert.match(output, /\n\d{3,} passed, 0 failed\n$/);
  });
});
