import assert from "node:assert/strict";
import { join } from "node:path";
import { parse as yaml } from "yaml";
import { production, staging } from "../../../../config/schema.ts";
import { keyOf, type Path } from "../../../../config/raw.ts";
import { unwrap, messagesOf } from "../../../../config/messages.ts";
import { commentsIn } from "../../../../tools/docs/config/comments.ts";
import { configPage } from "../../../../tools/docs/config/page.ts";
import { defaultOf } from "../../../../tools/docs/config/value.ts";
import * as shop from "../../../config/stack.ts";
import type { Stack } from "../../../config/stack.ts";
import { put, rowsOf, walk } from "./keys.ts";

const commentsOf = commentsIn(join(import.meta.dirname, "../../../../config/schema.ts"));
const comments = { production: commentsOf("production"), staging: commentsOf("staging") };
const page = configPage(comments);
const [, keysAlone = ""] = page.split("## Keys of production");
const [ofProduction = "", ofStaging = ""] = page.split("## Keys of staging");

const kinds = [
  { kind: "production", keys: walk(production), rows: rowsOf(ofProduction), file: shop.production },
  {
    kind: "staging",
    keys: walk(staging),
    // What both have is in production's part.
    rows: new Map([...rowsOf(ofProduction), ...rowsOf(ofStaging)]),
    file: shop.staging,
  },
] as const;

const WITHOUT_AWS: Stack = Object.fromEntries(
  ["monitoring.database", "monitoring.redis", "channels.sms", "operations.archive"].map((key) => [
    key,
    { none: "no AWS" },
  ]),
);

/** What the example's file has otherwise, for a key to fit in it. */
const BESIDE: readonly (readonly [key: RegExp, changes: Stack])[] = [
  // A reason in a block is for what is left out there.
  [/^monitoring\.none$/, { "monitoring.runbookUrl": undefined }],
  [/^monitoring\.metrics\.none$/, { "monitoring.metrics.cpu": undefined }],
  [/^monitoring\.checks\.none$/, { "monitoring.checks": {} }],
  [/^channels\.none$/, { "channels.slack": undefined }],
  [/^operations\.none$/, { "operations.archive": undefined }],
  [/^contacts\.vendors\.none$/, { "contacts.vendors.thirdParty": undefined }],
  // Without AWS there is none of what comes through it.
  [/^operations(\.aws)?$/, WITHOUT_AWS],
  [/^vercel\.(branch|environment)$/, { "vercel.framework": undefined, operations: undefined }],
  [/^monitoring\.database\.connections/, { "monitoring.database.maxConnections": undefined }],
  [/^monitoring\.redis\.connections/, { "monitoring.redis.maxConnections": undefined }],
  [
    /^verify\.NAME\.(errors|warnings|any)$/,
    { "verify.cq-unit-tests.reports.sarif": "reports/scan.sarif" },
  ],
];

/** A name of the team's own, for `NAME`. */
const NAMES: Readonly<Record<string, string>> = { verify: "cq-unit-tests", hosts: "shop" };

function named(path: Path): Path {
  return path.map((name) => (name === "NAME" ? (NAMES[String(path[0])] ?? "NAME") : name));
}

/** Keys that are required only besides some others, as their comments say. */
const DEPENDING = [
  /^monitoring\.(database|redis)\.(tag|maxConnections|(connections|cpu|memory)\.\w+)$/,
  /^contacts\.(\w+Lead|.*\.(url|email))$/,
  /^verify\.NAME\.command$/,
];

for (const { kind, keys, rows, file } of kinds) {
  /** The example's file with a value at a key's place. */
  const withValue = (path: Path, value: unknown): Stack => {
    const key = keyOf(path);
    const changes = BESIDE.flatMap(([on, beside]) => (on.test(key) ? Object.entries(beside) : []));
    const [top = "", ...rest] = named(path);
    const place = [`canary:${String(top)}`, ...rest];
    return put(file(Object.fromEntries(changes)), place, value, (block) =>
      exampleAt(path.slice(0, block.length)),
    );
  };
  /** The example of a block or list on the way. */
  const exampleAt = (path: Path): unknown => {
    const example =
      path.at(-1) === 0 || path.at(-1) === "NAME" ? "" : rows.get(keyOf(path))?.example;
    if (example) return yaml(example);
    const inside = keys.filter(
      (one) =>
        one.path.length === path.length + 1 && path.every((name, at) => one.path[at] === name),
    );
    return Object.fromEntries(
      inside
        .filter(({ key }) => rows.get(key)?.presence.startsWith("required"))
        .map((one) => [one.path.at(-1), exampleAt(one.path)]),
    );
  };

  describe(`the page of all keys, of ${kind}`, () => {
    it("has a row for each key of the schema, with the comment above it and what it takes", () => {
      for (const { key, schema } of keys) {
        const { comment, takes } = rows.get(key) ?? {};
        assert.equal(comment, comments[kind].get(key), key);
        const messages = messagesOf(unwrap(schema));
        if (messages) assert.equal(takes, messages.allowed, key);
      }
    });

    it("has examples that are accepted where they stand", () => {
      for (const { key, path } of keys) {
        const example = rows.get(key)?.example;
        if (!example || key === "cloudflareReadToken") continue;
        const value: unknown = yaml(example);
        // Alone, or beside nothing: it stands in place of other keys.
        const isQuery = /\.(connections|cpu|memory)\.none$/.test(key);
        const stack = isQuery
          ? withValue(path.slice(0, -1), { none: value })
          : withValue(path, value);
        assert.doesNotThrow(() => shop.parse(stack), key);
      }
    });

    it("has the defaults that hold where a key is absent", () => {
      for (const { key, path, schema } of keys) {
        const presence = rows.get(key)?.presence ?? "";
        const [, typed] = /^`(.*?)`/.exec(presence) ?? [];
        const value: unknown = typed === undefined ? defaultOf(schema) : yaml(typed);
        assert.equal(value === undefined, /^(required|optional)/.test(presence), key);
        if (value === undefined) continue;
        const stack = withValue(path, value);
        assert.deepEqual(outcome(stack), outcome(withValue(path, undefined)), key);
      }
    });

    it("calls required what is refused where it is absent, and nothing else", () => {
      for (const { key, path } of keys.filter(
        ({ key }) => !DEPENDING.some((one) => one.test(key)),
      )) {
        const isRefused = refusedFor(withValue(path, undefined)).includes(keyOf(named(path)));
        assert.equal(rows.get(key)?.presence.startsWith("required"), isRefused, key);
      }
    });

    it("names none where a reason is taken in place of the value, and nowhere else", () => {
      for (const { key, path } of keys) {
        const faults = refusedFor(withValue(path, { none: "not in use" }));
        const isTaken = !faults.some((fault) => fault.startsWith(keyOf(named(path))));
        assert.equal(rows.get(key)?.presence.endsWith("or `none`"), isTaken, key);
      }
    });

    it("is not made where a key has no comment", () => {
      for (const { key } of keys.slice(0, 3)) {
        const fewer = new Map([...comments[kind]].filter(([one]) => one !== key));
        assert.throws(
          () => configPage({ ...comments, [kind]: fewer }),
          new RegExp(`^Error: ${key} has no comment`),
        );
      }
    });
  });
}

/** The config that a stack is read to, or the keys that it is refused for. */
function outcome(stack: Stack): unknown {
  const faults = refusedFor(stack);
  return faults.length > 0 ? faults : shop.parse(stack, "secrets");
}

function refusedFor(stack: Stack): string[] {
  try {
    shop.parse(stack, "secrets");
    return [];
  } catch {
    return shop.faults(stack, "secrets").map(({ key }) => key);
  }
}

describe("the page of all keys", () => {
  it("has a smallest production file, of which no value may go", () => {
    const [, text = ""] =
      /## The smallest production file[^`]*`[^`]*`[^`]*```yaml\n([^`]*)```/.exec(page) ?? [];
    const { config } = yaml(text) as { config: Stack };
    shop.parse(config);
    const paths = (value: unknown, path: Path): Path[] =>
      typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([name, inner]) => paths(inner, [...path, name]))
        : [path];
    for (const path of paths(config, [])) {
      const fewer = put(config, path, undefined, () => undefined);
      assert.notDeepEqual(refusedFor(fewer), [], keyOf(path));
    }
  });

  it("has YAML of each top-level key that is accepted in the example's file", () => {
    const blocks = [...keysAlone.matchAll(/^```yaml\n(canary:[^`]*)```$/gm)].map(
      ([, text = ""]) => yaml(text) as Stack,
    );
    assert.ok(blocks.length > 15);
    for (const block of blocks) {
      const [key = ""] = Object.keys(block);
      const file = key === "canary:release" ? shop.staging() : shop.production();
      const others = key === "canary:vercel" ? {} : block;
      assert.doesNotThrow(() => shop.parse({ ...file, ...others }), key);
    }
  });

  it("leads where it says", () => {
    const headings = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, name = ""]) =>
      name.toLowerCase(),
    );
    for (const [, to = ""] of page.matchAll(/\]\(#([^)]*)\)/g))
      assert.ok(headings.includes(to), to);
  });
});
