import assert from "node:assert/strict";
import { faults, parse, production, type Stack } from "./stack.ts";

function read(changes: Stack) {
  const config = parse(production(changes));
  assert.ok(config.environment === "production");
  return config;
}

describe("What shows an item, in config", () => {
  it("has defaults: ten minutes, nothing alone, no credentials, the checkout's own folder", () => {
    const { verify } = read({ verify: { "cq-unit-tests": { command: ["npm", "test"] } } });
    assert.deepEqual(verify, {
      "cq-unit-tests": {
        command: ["npm", "test"],
        folder: ".",
        reports: {},
        alone: false,
        environment: [],
      },
    });
    assert.deepEqual(read({ verify: undefined }).verify, {});
    assert.equal(read({ app: undefined }).app, undefined);
    assert.equal(read({ "app.branch": undefined }).app?.branch, "origin/main");
  });

  it("has lengths of time in seconds", () => {
    const lint = read({ "verify.cq-lint": { timeout: "1m30s", within: "5d" } }).verify["cq-lint"];
    assert.deepEqual([lint?.timeout, lint?.within], [90, 432_000]);
  });

  const refused: [key: string, values: unknown[]][] = [
    ["verify.cq-lint.command", ["npm test", [], [""], ["npm", 3], null]],
    ["verify.cq-lint.folder", ["/etc", "../other", "a/../../b", ""]],
    ["verify.cq-lint.reports.eslint", ["/tmp/eslint.json", "../eslint.json", "a/../b.json", ""]],
    ["verify.cq-lint.reports.tap", ["out.tap"]],
    ["verify.cq-lint.coverage", [101, -1, "80%"]],
    ["verify.cq-lint.skipped", [-1, 0.5]],
    ["verify.cq-security-audit.errors", [-1, "none"]],
    ["verify.cq-security-audit.warnings", [-1, 1.5]],
    ["verify.cq-security-audit.any", [-1, true]],
    ["verify.cq-lint.timeout", ["10", 600, "soon", "1w"]],
    ["verify.cq-lint.alone", ["yes"]],
    ["verify.cq-lint.shell", [true]],
    ["app.checkout", ["", null, "a\u0000b"]],
    ["app.branch", ["--upload-pack=x", "a b", "main~1"]],
    ["app.staging", ["https://staging.example.com"]],
  ];
  for (const [key, values] of refused)
    for (const value of values)
      it(`refuses ${key}: ${JSON.stringify(value)}`, () => {
        const all = faults(production({ [key]: value }));
        assert.ok(all.length > 0);
        for (const fault of all) assert.ok(fault.key.startsWith(key), fault.key);
      });

  it("refuses what is no item that evidence is kept for", () => {
    for (const id of ["cq-luck", "stake-dev", "cq_lint"]) {
      const [fault] = faults(production({ verify: { [id]: { command: ["true"] } } }));
      assert.match(fault?.problem ?? "", /is named wrongly/, id);
    }
  });

  it("refuses reports that no command writes", () => {
    const verify = { "cq-unit-tests": { reports: { junit: "junit.xml" } } };
    const [fault] = faults(production({ verify }));
    assert.equal(fault?.key, "verify.cq-unit-tests.command");
  });

  it("takes a limit where a report is held against it, and refuses it elsewhere", () => {
    const command = ["scan"];
    const limits = { errors: 1, warnings: 2, any: 3 };
    const scan = { command, reports: { sarif: "scan.sarif" }, ...limits };
    const { errors, warnings, any } = read({ verify: { "cq-security-audit": scan } }).verify[
      "cq-security-audit"
    ] ?? { errors: 0 };
    assert.deepEqual({ errors, warnings, any }, limits);
    const lint = { command, reports: { eslint: "-" }, warnings: 0 };
    assert.equal(read({ verify: { "cq-lint": lint } }).verify["cq-lint"]?.warnings, 0);
    for (const [limit, reports] of [
      ["skipped", { coverage: "c.json" }],
      ["coverage", { junit: "j.xml" }],
      ["errors", { eslint: "-" }],
      ["any", { eslint: "-" }],
      ["warnings", { junit: "j.xml" }],
    ] as const) {
      const [fault] = faults(
        production({ verify: { "cq-lint": { command, reports, [limit]: 1 } } }),
      );
      assert.equal(fault?.key, `verify.cq-lint.${limit}`);
      assert.match(fault.problem, /judges no report/);
    }
    const [fault] = faults(production({ verify: { "cq-lint": { warnings: 0 } } }));
    assert.equal(fault?.key, "verify.cq-lint.warnings");
  });
});
