import assert from "node:assert/strict";
import { faults, problems, parse, production, staging, type Stack } from "./stack.ts";

/** Staging as a part of production's project. */
const part = (changes: Stack) =>
  staging({
    "vercel.project": "shop",
    "vercel.framework": undefined,
    operations: undefined,
    ...changes,
  });

describe("Staging's Vercel project", () => {
  it("is its own where nothing else is said, with what is left behind by default", () => {
    const { vercel, operations } = parse(staging({ operations: undefined }));
    assert.deepEqual(vercel, {
      project: "shop-staging",
      framework: "nextjs",
      target: "cname.vercel-dns.com",
    });
    assert.deepEqual(operations?.retention.preview, "1m");
  });

  const parts: [named: string, vercel: Stack][] = [
    ["previews of a branch", { branch: "staging" }],
    ["a custom environment", { environment: "qa" }],
    ["a custom environment that tracks a branch", { environment: "qa", branch: "release/next" }],
  ];
  for (const [named, vercel] of parts) {
    it(`is production's, where staging is ${named}`, () => {
      const changes: Stack = {};
      for (const [key, value] of Object.entries(vercel)) changes[`vercel.${key}`] = value;
      const config = parse(part(changes));
      assert.deepEqual(config.vercel, {
        project: "shop",
        target: "cname.vercel-dns.com",
        ...vercel,
      });
      assert.equal(config.operations, undefined);
    });
  }

  it("has no settings of the whole project where it is production's, all said at once", () => {
    const problem =
      "is set on the whole of a Vercel project, and staging is a part of production's";
    const allowed = "the key in production's stack alone; or a project of staging's own";
    const keys = ["vercel.framework", "vercel.skewProtection", "operations"];
    assert.deepEqual(
      faults(staging({ "vercel.branch": "staging", "vercel.skewProtection": "1 day" })),
      keys.map((key) => ({
        key: key,
        problem,
        allowed,
        example: [`pulumi config rm ${key.includes(".") ? "--path " : ""}'${key}'`],
      })),
    );
  });

  it("has an environment with a name that Vercel takes", () => {
    for (const name of ["production", "preview", "development", "QA", "a b", "x".repeat(33), ""]) {
      assert.deepEqual(problems(part({ "vercel.environment": name })), [
        `vercel.environment is ${name === "" ? "empty" : JSON.stringify(name)}`,
      ]);
    }
    parse(part({ "vercel.environment": "pre-production" }));
  });

  it("has a branch as git names it", () => {
    for (const branch of ["-f", "a b", "a:b", "a..b~1", "x".repeat(101)]) {
      assert.deepEqual(problems(part({ "vercel.branch": branch })), [
        `vercel.branch is ${JSON.stringify(branch).slice(0, 79)}${branch.length > 78 ? "…" : ""}`,
      ]);
    }
  });

  it("is never a branch or an environment in production", () => {
    for (const key of ["branch", "environment"])
      assert.equal(
        problems(production({ [`vercel.${key}`]: "staging" }))[0],
        `vercel.${key} is no key`,
      );
  });
});
