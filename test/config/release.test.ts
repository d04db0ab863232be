import assert from "node:assert/strict";
import { problems, parse, production, staging, faults, type Stack } from "./stack.ts";

const canary = {
  version: "1.5.0",
  commit: "3f1c9a0b5d7e2846c1f09b3ad5e7f8102c4b6d8e",
  deployment: "dpl_5tQkRmZ2wHq8VnYxJpLc3SdFgB7e",
};

function production15(changes: Stack = {}) {
  return production({ "releases.canary": { ...canary, ...changes } });
}

describe("A release", () => {
  it("is read in production, stable and canary, and in staging", () => {
    const config = parse(production15());
    assert.ok(config.environment === "production");
    assert.deepEqual(config.releases.canary, canary);
    assert.equal(config.releases.stable.version, "1.4.0");
    const other = parse(staging());
    assert.equal(other.environment === "staging" && other.release.version, "1.4.0");
  });

  const refused: [key: string, value: unknown, message: string][] = [
    ["version", "", "is empty"],
    ["version", "1.5 0", 'is "1.5 0"'],
    ["version", "x".repeat(65), `is "${"x".repeat(65)}"`],
    ["version", "1.5.0\n", String.raw`is "1.5.0\n"`],
    ["version", 1.5, "is 1.5"],
    ["commit", "3f1c9a0", 'is "3f1c9a0"'],
    ["commit", canary.commit.toUpperCase(), `is "${canary.commit.toUpperCase()}"`],
    ["commit", `${canary.commit}0`, `is "${canary.commit}0"`],
    ["commit", "main", 'is "main"'],
    // What the engine makes of 40 digits without quotes.
    ["commit", 1.2345678901234568e39, "is 1.2345678901234568e+39"],
    ["commit", 0, "is 0"],
    ["deployment", "1.5.0", 'is "1.5.0"'],
    ["deployment", "dpl_", 'is "dpl_"'],
    ["deployment", "dpl_a b", 'is "dpl_a b"'],
    ["deployment", "https://shop-abc.vercel.app", 'is "https://shop-abc.vercel.app"'],
    ["version", undefined, "is missing"],
    ["commit", undefined, "is missing"],
    ["deployment", undefined, "is missing"],
  ];
  for (const [key, value, message] of refused) {
    it(`is refused whose ${key} ${message}`, () => {
      const stack = production15({ [key]: value });
      assert.deepEqual(problems(stack), [`releases.canary.${key} ${message}`]);
    });
  }

  it("is advised to quote a commit or version that YAML takes for a number", () => {
    for (const key of ["commit", "version"]) {
      assert.match(faults(production15({ [key]: 1e39 }))[0]?.allowed ?? "", /, in quotes/);
    }
  });

  it("may have the longest and oddest version", () => {
    for (const version of ["x".repeat(64), "1.5.0-rc.1+build_7", "2026.01.31", "7"]) {
      parse(production15({ version }));
    }
  });

  it("is another one under the same version: refused, whose commit differs", () => {
    assert.deepEqual(faults(production15({ version: "1.4.0" })), [
      {
        key: "releases.canary.version",
        problem: "is that of releases.stable, which has another commit",
        allowed: "a version of its own: each is built from one commit",
        example: ["canary:releases:", "  canary:", '    version: "1.5.0"'],
      },
    ]);
  });

  it("is the same deployment under another version or commit: refused", () => {
    const { stable } = production()["canary:releases"] as { stable: typeof canary };
    for (const difference of [{ version: "1.5.0" }, { commit: canary.commit }]) {
      assert.deepEqual(problems(production15({ ...stable, ...difference })), [
        "releases.canary.deployment is that of releases.stable, which has another version or commit",
      ]);
    }
  });

  it("may be stable and canary at once, and a version may be built twice from one commit", () => {
    const { stable } = production()["canary:releases"] as { stable: typeof canary };
    parse(production15(stable));
    parse(production15({ ...stable, deployment: "dpl_again" }));
  });
});

describe("A block that speaks of a release", () => {
  const at = "2026-01-31T12:00:00Z";
  const release = canary.deployment;
  const blocks: [name: string, block: Stack][] = [
    ["rollback", { release, trigger: "error rate above 5 %", reason: "checkout fails", at }],
    ["halt", { release, reason: "checkout looks slow", at }],
    ["resume", { release, rootCause: "a backup ran", by: "Alex Doe", at }],
  ];

  for (const [name, block] of blocks) {
    it(`is read as ${name}, its time in UTC`, () => {
      const config = parse(production({ [name]: { ...block, at: "2026-01-31T13:00:00.5+01:00" } }));
      assert.ok(config.environment === "production");
      assert.deepEqual(config[name as "halt"], { ...block, at: "2026-01-31T12:00:00.500Z" });
    });

    it(`is refused as ${name} without any of its keys`, () => {
      for (const key of Object.keys(block)) {
        assert.deepEqual(problems(production({ [name]: { ...block, [key]: undefined } })), [
          `${name}.${key} is missing`,
        ]);
      }
    });

    it(`is refused as ${name} with nothing in it, which is how YAML reads a block taken out`, () => {
      for (const value of [null, ""]) {
        assert.deepEqual(faults(production({ [name]: value })), [
          {
            key: name,
            problem: "is empty",
            allowed: `a block of ${Object.keys(block).join(", ")}; or no such key`,
            example: [`pulumi config rm '${name}'`],
          },
        ]);
      }
    });

    it(`has words as ${name}: not empty, at most 500 characters, no placeholder`, () => {
      for (const key of Object.keys(block).filter((key) => key !== "at" && key !== "release")) {
        for (const value of [
          "",
          "  ",
          "x".repeat(501),
          "[".repeat(501),
          "[why]",
          "<why>",
          5,
          ["why"],
        ]) {
          const stack = production({ [name]: { ...block, [key]: value } });
          assert.deepEqual(
            faults(stack).map(({ key, allowed }) => [key, allowed]),
            [[`${name}.${key}`, "words, 1 to 500 characters, not a placeholder in brackets"]],
          );
        }
        parse(production({ [name]: { ...block, [key]: "x".repeat(500) } }));
      }
    });
  }

  it("names it by its deployment id: a version is refused, and distinguished", () => {
    assert.deepEqual(faults(production({ halt: { release: "1.5.0", reason: "slow", at } })), [
      {
        key: "halt.release",
        problem: 'is "1.5.0"',
        allowed: "the release's deployment id (dpl_, then letters and digits), not its version",
        example: ["canary:halt:", `  release: ${release}`],
      },
    ]);
  });

  const timestamps: [typed: string, example: string][] = [
    ["2026-01-31T12:00:00", "2026-01-31T12:00:00Z"],
    ["2026-01-31", "2026-01-31T12:00:00Z"],
    ["2026-02-30T12:00:00Z", "2026-01-31T12:00:00Z"],
    ["yesterday", "2026-01-31T12:00:00Z"],
    ["when applied", "2026-01-31T12:00:00Z"],
    // What the engine makes of times without quotes.
    ["2026-03-01 07:08:09 +0000 UTC", "2026-03-01T07:08:09Z"],
    ["2026-03-01 07:08:09.25 +0000 UTC", "2026-03-01T07:08:09Z"],
  ];
  for (const [typed, example] of timestamps) {
    it(`is refused whose time is ${typed}`, () => {
      assert.deepEqual(faults(production({ halt: { release, reason: "slow", at: typed } })), [
        {
          key: "halt.at",
          problem: `is "${typed}"`,
          allowed: "a moment with its zone, ISO 8601, in quotes (YAML rewrites it without them)",
          example: ["canary:halt:", `  at: "${example}"`],
        },
      ]);
    });
  }
});
