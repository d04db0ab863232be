import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EvidenceError, readEvidence, writeEvidence } from "../../measure/evidence.ts";
import { BOUNDS, entry, fileOf } from "../checklist/verified.ts";

const TIMED = { ...BOUNDS, clock: () => BOUNDS.now };

describe("the evidence of a release, on disk", () => {
  const { commit } = BOUNDS.release;
  let root: string;
  let folder: string;
  let file: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "evidence-"));
    folder = join(root, "evidence");
    file = join(folder, `${commit}.json`);
    mkdirSync(folder);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const put = (content: unknown) => {
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  };
  const refused = (pattern: RegExp, bounds = BOUNDS) => {
    const { recorded, faults } = readEvidence(folder, bounds);
    assert.deepEqual(recorded, []);
    assert.equal(faults.length, 1, faults.join("\n"));
    assert.match(faults[0] ?? "", pattern);
  };

  it("is none where no file is, or no folder: nothing was verified yet", () => {
    assert.deepEqual(readEvidence(folder, BOUNDS), { recorded: [], faults: [] });
    assert.deepEqual(readEvidence(join(root, "none"), BOUNDS), { recorded: [], faults: [] });
  });

  it("is read", () => {
    put(fileOf(entry()));
    const { recorded, faults } = readEvidence(folder, BOUNDS);
    assert.deepEqual(faults, []);
    assert.deepEqual(
      recorded.map(({ item, verdict }) => [item, verdict]),
      [["cq-lint", "pass"]],
    );
  });

  it("counts for nothing where one entry is at fault, which is named with its file", () => {
    put(fileOf(entry(), entry({ item: "cq-luck" })));
    refused(/^evidence\/1{40}\.json entry 2 \(cq-luck\) is no checklist item/);
  });

  it("is refused where it is a symbolic link", () => {
    writeFileSync(join(root, "elsewhere.json"), JSON.stringify(fileOf(entry())));
    symlinkSync(join(root, "elsewhere.json"), file);
    refused(/\.json is a symbolic link, not a file$/);
  });

  it("is refused where its folder is a symbolic link", () => {
    put(fileOf(entry()));
    symlinkSync(folder, join(root, "linked"));
    folder = join(root, "linked");
    refused(/\.json is in a folder that is a symbolic link/);
  });

  it("is refused where the commit would lead out of the folder", () => {
    writeFileSync(join(root, "x.json"), JSON.stringify(fileOf(entry())));
    refused(/would be named after a commit, which is 40 hexadecimal digits$/, {
      ...BOUNDS,
      release: { ...BOUNDS.release, commit: "../x" },
    });
  });

  it("is refused where it is too large, and read up to that", () => {
    const text = JSON.stringify(fileOf(entry()));
    put(text.padEnd(1_000_000));
    assert.deepEqual(readEvidence(folder, BOUNDS).faults, []);
    put(text.padEnd(1_000_001));
    refused(/\.json is larger than 1 MB, the most that is read$/);
  });

  it("is refused where it is a folder, a pipe, or no text", () => {
    mkdirSync(file);
    refused(/\.json is not a file$/);
    rmSync(file, { recursive: true });
    execFileSync("mkfifo", [file]);
    refused(/\.json is not a file$/);
    rmSync(file);
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00]));
    refused(/\.json cannot be read: /);
  });

  it("is refused where it is broken", () => {
    put(JSON.stringify(fileOf(entry())).slice(0, 40));
    refused(/\.json is not JSON: /);
  });

  it("is written, and read as it was written", () => {
    rmSync(folder, { recursive: true });
    writeEvidence(folder, TIMED, entry());
    writeEvidence(folder, TIMED, entry({ item: "cq-tsc" }));
    writeEvidence(folder, TIMED, entry({ verdict: "fail", exitStatus: 1 }));
    const { recorded, faults } = readEvidence(folder, BOUNDS);
    assert.deepEqual(faults, []);
    assert.deepEqual(
      recorded.map(({ item, verdict }) => [item, verdict]),
      [
        ["cq-lint", "fail"],
        ["cq-tsc", "pass"],
      ],
    );
    assert.deepEqual(readdirSync(folder), [`${commit}.json`]);
    assert.match(readFileSync(file, "utf8"), /^\{\n {2}"schema": 1,[^]*\n\}\n$/);
  });

  it("is not written over where it is at fault", () => {
    put("{");
    assert.throws(
      () => {
        writeEvidence(folder, TIMED, entry());
      },
      (error) =>
        error instanceof EvidenceError &&
        /is not written over, since it is not JSON/.test(error.message),
    );
    assert.equal(readFileSync(file, "utf8"), "{");
    assert.deepEqual(readdirSync(folder), [`${commit}.json`]);
  });

  it("is not written where it would not be read", () => {
    const missing = { ...TIMED, release: { ...BOUNDS.release, commit: "../x" } };
    for (const [bounds, one] of [
      [TIMED, entry({ item: "cq-luck" })],
      [TIMED, entry({ at: "2026-02-01T00:00:00Z" })],
      [missing, entry()],
    ] as const)
      assert.throws(() => {
        writeEvidence(folder, bounds, one);
      }, EvidenceError);
    assert.deepEqual(readdirSync(folder), []);
    assert.deepEqual(readdirSync(root), ["evidence"]);
  });

  it("waits for another writer, and takes the place of one that died", () => {
    const beside = join(folder, `.${commit}.json.new`);
    writeFileSync(beside, "half of");
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(beside, longAgo, longAgo);
    writeEvidence(folder, TIMED, entry());
    assert.equal(readEvidence(folder, BOUNDS).recorded.length, 1);
    assert.deepEqual(readdirSync(folder), [`${commit}.json`]);
  });

  it("loses nothing of eight writers at once", async () => {
    const { spawn } = await import("node:child_process");
    const writer = join(import.meta.dirname, "writeEvidence.ts");
    const items = Array.from({ length: 8 }, (_, index) => `item-${index}`);
    const codes = await Promise.all(
      items.map(
        (item) =>
          new Promise((resolve) =>
            spawn(process.execPath, [writer, folder, item, ...items], { stdio: "inherit" }).on(
              "exit",
              resolve,
            ),
          ),
      ),
    );
    assert.deepEqual(codes, Array(8).fill(0));
    const now = new Date().toISOString();
    const existing = new Map(items.map((item) => [item, "command" as const]));
    const bounds = { ...BOUNDS, now, items: existing };
    assert.deepEqual(
      readEvidence(folder, bounds).recorded.map(({ item }) => item),
      items,
    );
  });
});
