import assert from "node:assert/strict";
import { parseConfig, type ConfigError } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { keysTwice, strayKeys } from "../../config/stray.ts";
import { faults, problems, production } from "./stack.ts";

const NAMES = ["environment", "percentage", "halt"];

describe("keys that nobody reads", () => {
  for (const namespace of ["cannary", "canery", "Canary", "canarys"]) {
    it(`are those of the namespace ${namespace}`, () => {
      const [fault] = strayKeys([`${namespace}:halt`], "canary", NAMES);
      assert.match(fault?.allowed ?? "", /^did you mean canary:halt\? /);
    });
  }

  it("are not those of a provider, a policy pack or another program", () => {
    const others = ["aws:region", "cloudflare:apiToken", "datadog:apiKey", "vercel:team"];
    const keys = [...others, "pulumi:tags", "shop:colour", "canary:halt"];
    assert.deepEqual(strayKeys([...keys, "canary:environment"], "canary", NAMES), []);
    assert.deepEqual(strayKeys(others, "vercels", NAMES), []);
  });

  it("are those of the name that the project had before, or of a line that was copied", () => {
    const keys = ["canary:environment", "canary:percentage", "aws:region", "shop:halt"];
    assert.deepEqual(
      strayKeys(keys, "shop", NAMES).map(({ key, allowed }) => [key, allowed]),
      ["environment", "percentage"].map((name) => [
        `canary:${name}`,
        `did you mean shop:${name}? The namespace is the project's name in Pulumi.yaml`,
      ]),
    );
  });

  it("are one fault where the project was renamed: all keys, and both ways out", () => {
    const [fault, ...more] = faults(
      Object.fromEntries(
        Object.entries(production()).map(([key, value]) => [
          key.replace(/^canary:/, "shop:"),
          value,
        ]),
      ),
    );
    assert.deepEqual(more, []);
    assert.match(
      fault?.problem ?? "",
      /^is the namespace of all \d+ keys, and the project is called canary$/,
    );
    assert.match(
      fault?.allowed ?? "",
      /^canary: before each key .*, or the project's old name in Pulumi\.yaml$/,
    );
  });

  it("are reported with all other faults of a stack", () => {
    const stack = { ...production({ percentage: "25%" }), "cannary:halt": { release: "dpl_150" } };
    assert.deepEqual(problems(stack), [
      'percentage is "25%"',
      "cannary:halt is in the namespace cannary, which nobody reads",
    ]);
  });

  it("are reported where the environment is among them", () => {
    const stack = {
      ...production({ environment: undefined }),
      "cannary:environment": "production",
    };
    assert.match(faults(stack).at(-1)?.allowed ?? "", /^did you mean canary:environment\? /);
  });
});

describe("keys that stand in a stack file twice", () => {
  const TWICE: Readonly<Record<string, string>> = {
    "one below the other": 'config:\n  percentage: "10"\n  canary:percentage: "25"\n',
    "in quotes": `config:\n    'canary:percentage': "10"\n    # between\n    "percentage": 25\n`,
    "with the line ends of Windows": 'config:\r\n  percentage: "10"\r\n  canary:percentage: "25"',
  };
  for (const [how, text] of Object.entries(TWICE)) {
    it(`are found ${how}`, () => {
      assert.deepEqual(
        keysTwice(text, "canary").map(({ key, problem }) => `${key} ${problem}`),
        ["canary:percentage stands beside percentage, which is the same key"],
      );
    });
  }

  it("are reported with all other faults of a stack", () => {
    const stack = { ...production({ percentage: "25%" }), "cannary:halt": { release: "dpl_150" } };
    const twice = keysTwice(TWICE["in quotes"] ?? "", "canary");
    assert.throws(
      () => parseConfig(toRaw(stack), new Set(), "canary", twice),
      ({ faults }: ConfigError) => {
        assert.deepEqual(
          faults.map(({ key, problem }) => `${key} ${problem}`),
          [
            'percentage is "25%"',
            "cannary:halt is in the namespace cannary, which nobody reads",
            "canary:percentage stands beside percentage, which is the same key",
          ],
        );
        return true;
      },
    );
  });

  it("are none where one of them is within a block, a comment, or of another namespace", () => {
    const text = [
      "config:",
      "  canary:percentage: 10",
      "  # percentage: 25",
      "  aws:percentage: 1",
      "  canary:plan:",
      "    - percentage: 10",
      "    percentage: 25",
      "",
      "percentage: 3",
    ].join("\n");
    assert.deepEqual(keysTwice(text, "canary"), []);
    assert.deepEqual(keysTwice("", "canary"), []);
  });
});
