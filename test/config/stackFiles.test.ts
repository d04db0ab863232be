import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { EXAMPLE } from "../example.ts";
import { parse, read, stackFile, uncommented, type Stack } from "./stack.ts";

/** Text after one value was set in it, the way a program edits YAML in place. */
function edited(text: string, path: string[], value: unknown): string {
  const document = parseDocument(text);
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

function differing(before: string, after: string): [string, string][] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  assert.equal(old.length, now.length);
  return old.flatMap((line, index): [string, string][] =>
    line === now[index] ? [] : [[line, now[index] ?? ""]],
  );
}

for (const environment of ["staging", "production"]) {
  const text = stackFile(environment);

  describe(`Pulumi.${environment}.yaml`, () => {
    it("is accepted", () => {
      assert.equal(parse(read(text)).environment, environment);
    });

    it("is accepted with its commented-out blocks put in", () => {
      assert.equal(parse(read(uncommented(text))).environment, environment);
    });

    it("is as Pulumi writes it: no empty line, top-level values as text", () => {
      assert.doesNotMatch(text.trimEnd(), /\n\n/);
      for (const value of Object.values(read(text))) {
        assert.ok(["string", "object"].includes(typeof value));
      }
    });

    it("holds no secret and nobody's salt", () => {
      assert.doesNotMatch(text, /secure:|encryptionsalt|secretsprovider/);
    });

    it("has a comment above every key", () => {
      const lines = text.split("\n");
      const keys = lines.flatMap((line, index) => (/^ {2}\w+:\w+:/.test(line) ? [index] : []));
      assert.ok(keys.length >= 9);
      for (const index of keys) assert.match(lines[index - 1] ?? "", /^ {2}# \S/);
    });

    it("keeps every line but the edited one when it is edited in place", () => {
      const path = ["config", "canary:vercel", "project"];
      assert.deepEqual(
        differing(text, edited(text, path, "boutique")),
        text
          .split("\n")
          .filter((line) => line.includes("project: shop"))
          .map((line) => [line, "    project: boutique"]),
      );
    });
  });
}

describe("Pulumi.production.yaml", () => {
  const text = stackFile("production");

  it("begins with the percentage, on a line of its own that an advance changes alone", () => {
    assert.equal(Object.keys(read(text))[0], "canary:percentage");
    assert.deepEqual(differing(text, edited(text, ["config", "canary:percentage"], "10")), [
      ['  canary:percentage: "0"', '  canary:percentage: "10"'],
    ]);
  });

  it("shows how a canary is added", () => {
    const example = /^ {2}# {3}canary:\n( {2}# {5}\w+: .*\n){3}/m.exec(text)?.[0] ?? "";
    const canary = parseDocument(example.replace(/^ {2}# {3}/gm, "")).toJS() as Stack;
    const stack = read(text);
    Object.assign(stack["canary:releases"] as Stack, canary);
    const config = parse(stack);
    assert.equal(config.environment === "production" && config.releases.canary?.version, "1.5.0");
  });
});

describe("Pulumi.yaml", () => {
  const project = parseDocument(readFileSync(join(EXAMPLE, "Pulumi.yaml"), "utf8")).toJS() as Stack;

  it("names the project that the keys are named after, and declares no types", () => {
    assert.equal(project["name"], "canary");
    const { name, options } = project["runtime"] as { name: string; options: Stack };
    assert.deepEqual([name, options["typescript"]], ["nodejs", false]);
    assert.equal("config" in project, false);
  });
});
