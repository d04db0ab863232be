import assert from "node:assert/strict";
import { faults, problems, parse, production, staging } from "./stack.ts";

describe("Environment variables", () => {
  it("are read, plain and secret", () => {
    for (const stack of [production, staging]) {
      const config = parse(
        stack({
          variables: { SITE_URL: "https://x", _EMPTY: "" },
          secrets: { API_KEY: "hunter2" },
        }),
        "secrets",
      );
      assert.deepEqual(config.variables, { SITE_URL: "https://x", _EMPTY: "" });
      assert.deepEqual(config.secrets, { API_KEY: "hunter2" });
    }
  });

  for (const name of [
    "site_url",
    "1ST",
    "SITE-URL",
    "SITE URL",
    "",
    "TZ",
    "AWS_SECRET_KEY",
    "NOW_REGION",
  ]) {
    it(`are not named ${JSON.stringify(name)}`, () => {
      const key = /^[\w-]+$/.test(name) ? `.${name}` : `["${name}"]`;
      const stack = production({ variables: { [name]: "x" }, secrets: { [name]: "hunter2" } });
      assert.deepEqual(
        faults(stack, "secrets")
          .filter(({ problem }) => problem === "is named wrongly")
          .map(({ key, allowed, example }) => [key, allowed, example]),
        [
          [`variables${key}`, ["canary:variables:", '  SITE_URL: "https://www.example.com"']],
          [`secrets${key}`, ["pulumi config set --secret --path 'secrets.NAME'"]],
        ].map(([key, example]) => [
          key,
          "capital letters, digits and _; not TZ, NOW_REGION, nor the LAMBDA_ and AWS_ names that Vercel reserves",
          example,
        ]),
      );
    });
  }

  it("may have names that only look reserved", () => {
    parse(
      production({
        variables: { AWS_REGION: "x", VERCEL_FORCE_NO_BUILD_CACHE: "1", TZ_NAME: "x" },
      }),
    );
  });

  const mangled: [value: unknown, message: string, copy: string][] = [
    [3000, "is 3000", '"3000"'],
    [true, "is true", '"true"'],
    [1.5, "is 1.5", '"1.5"'],
    [null, "is empty", '"https://www.example.com"'],
    [
      "2026-01-31 00:00:00 +0000 UTC",
      'is "2026-01-31 00:00:00 +0000 UTC"',
      '"https://www.example.com"',
    ],
  ];
  for (const [value, message, copy] of mangled) {
    it(`are text: ${JSON.stringify(value)} is refused, with the advice to quote it`, () => {
      assert.deepEqual(faults(production({ variables: { SETTING: value } })), [
        {
          key: "variables.SETTING",
          problem: message,
          allowed: "text, in quotes where YAML reads a number, a date, true or false",
          example: ["canary:variables:", `  SETTING: ${copy}`],
        },
      ]);
    });
  }

  it("have each name once", () => {
    for (const stack of [production, staging]) {
      const twice = stack({ variables: { A: "1", B: "2" }, secrets: { B: "hunter2" } });
      assert.deepEqual(faults(twice, "secrets"), [
        {
          key: "variables.B",
          problem: "is among secrets too",
          allowed: "each name in one of the two",
          example: ["pulumi config rm --path 'variables.B'"],
        },
      ]);
    }
  });

  it("are refused as secrets that stand in the file as they are", () => {
    for (const stack of [production, staging]) {
      assert.deepEqual(faults(stack({ secrets: { API_KEY: "hunter2" } })), [
        {
          key: "secrets",
          problem: "is in plain text",
          allowed:
            "values that were set as secrets: take these out, change them, and set them again",
          example: ["pulumi config set --secret --path 'secrets.NAME'"],
        },
      ]);
    }
  });

  it("show no secret, marked or not", () => {
    const secrets = { API_KEY: 1234567, EMPTY: "", "bad name": "hunter2" };
    for (const marked of [["secrets"], []]) {
      const texts = problems(production({ secrets }), ...marked);
      assert.deepEqual(texts.slice(0, 3), [
        "secrets.API_KEY is [secret]",
        "secrets.EMPTY is [secret]",
        'secrets["bad name"] is named wrongly',
      ]);
    }
    assert.deepEqual(problems(production({ secrets: "hunter2" }), "secrets"), [
      "secrets is [secret]",
    ]);
  });
});
