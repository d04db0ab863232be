import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newerThan } from "../../cli/changelog.ts";
import { VERSION } from "../../program/version.ts";

const root = join(import.meta.dirname, "../..");
const TEXT = `# Changelog

## 0.10.0

- ten

## 0.9.1

- nine

## 0.2.0

- two
`;

describe("what a new version changes", () => {
  const versions = (from: string | undefined) =>
    newerThan(TEXT, from).map(({ version }) => version);

  it("is every version after the one that last updated the stack, newest first", () => {
    assert.deepEqual(versions("0.2.0"), ["0.10.0", "0.9.1"]);
    assert.deepEqual(versions("0.9.1"), ["0.10.0"]);
    assert.deepEqual(versions("0.10.0"), []);
  });

  it("is all of it where that is not known", () => {
    assert.deepEqual(versions(undefined), ["0.10.0", "0.9.1", "0.2.0"]);
    assert.equal(newerThan(TEXT, undefined)[0]?.text, "- ten");
  });

  it("is written down for this version, which the policy pack has too", () => {
    const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
    assert.equal(newerThan(changelog, undefined)[0]?.version, VERSION);
    const pack = readFileSync(join(root, "policies/package.json"), "utf8");
    assert.equal((JSON.parse(pack) as { version: string }).version, VERSION);
  });
});
