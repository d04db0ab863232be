import { z } from "zod";
import { production, staging } from "../../../config/schema.ts";
import { exampleFor } from "../../../config/example.ts";
import { keyOf, SECRETS } from "../../../config/raw.ts";
import { unwrap } from "../../../config/messages.ts";
import { code, section, table } from "../markdown.ts";
import type { Comments } from "./comments.ts";
import { keysOf, type Key } from "./keys.ts";
import { exampleOfBlock } from "./block.ts";
import { ofNone } from "./none.ts";
import { derived, inNamespace, parts, PROJECT, smallest } from "./smallest.ts";
import { defaultText, exampleOnALine, isRequired, mayBeNone, takes } from "./value.ts";

/** One kind of stack, as its part of the page is made. */
interface Kind {
  readonly schema: z.ZodObject;
  readonly comments: Comments;
  /** The keys of what must be there, or have a reason. */
  readonly parts: ReadonlySet<string>;
  /** The keys that the schema requires, and that may be left out all the same. */
  readonly derived: ReadonlySet<string>;
  /** What stands after a key in its heading. */
  readonly heading: string;
}

/**
 * The reference of all keys of a stack file.
 *
 * @param comments those of each kind of stack's keys
 * @throws {Error} where a key has no comment
 */
export function configPage(comments: Readonly<Record<"production" | "staging", Comments>>): string {
  const ofProduction: Kind = {
    ...{ schema: production, comments: comments.production, heading: "" },
    ...{ parts: parts(), derived: derived() },
  };
  const ofStaging: Kind = {
    ...{ schema: staging, comments: comments.staging, heading: " of staging" },
    ...{ parts: new Set(), derived: new Set() },
  };
  const tops = Object.keys(production.shape);
  const same = Object.keys(staging.shape).filter((key) => isSame(key));
  const own = Object.keys(staging.shape).filter((key) => !isSame(key));
  return [
    "# All keys of a stack file",
    section("## How a key is written", ...WRITTEN),
    section("## Where there is none", ...ofNone(keysOf(production), ofProduction.parts)),
    section(
      "## The smallest production file",
      "Everything else has a default, or is absent for the one reason. `contacts.lead` is every lead; a lead is never absent.",
      code("yaml", ["config:", ...smallest().map((line) => `  ${line}`)].join("\n")),
    ),
    section(
      "## Keys of production",
      `${links(tops.filter((key) => isTopRequired(key)))} are required, and a lead under [\`contacts\`](#contacts). The others: ${links(tops.filter((key) => !isTopRequired(key)))}.`,
    ),
    ...tops.map((key) => ofTop(key, ofProduction)),
    section("## Keys of staging", `${links(same)} are as in production. Staging's own:`),
    ...own.map((key) => ofTop(key, ofStaging)),
  ].join("\n\n");
}

const WRITTEN = [
  `A stack file is \`Pulumi.STACK.yaml\`. Its keys are in the namespace of the Pulumi project, which is the \`name\` in \`Pulumi.yaml\`: here \`${PROJECT}\`, so \`percentage\` is \`${PROJECT}:percentage\` in the file. The command needs no namespace: \`pulumi config set percentage 10\`. A key inside a block is reached with \`--path\`: \`pulumi config set --path 'monitoring.database.maxConnections' 400\`.`,
  "`[0]` in a key stands for each entry of a list, `NAME` for a name of your own. Examples are YAML as it stands in the file, with quotes where YAML would read something else. Keys that take a secret are set by `pulumi config set --secret` alone.",
  "*Required* means: within its block, where the block is there. A key that is unknown, or has a wrong value, is refused with what is allowed and an example.",
];

function isSame(key: string): boolean {
  const shared: Record<string, unknown> = production.shape;
  return shared[key] === (staging.shape as Record<string, unknown>)[key];
}

function isTopRequired(key: string): boolean {
  const schema = (production.shape as z.core.$ZodShape)[key];
  return schema !== undefined && isRequired(schema);
}

function links(keys: readonly string[]): string {
  return keys.map((key) => `[\`${key}\`](#${key.toLowerCase()})`).join(", ");
}

/** A top-level key, with all that is inside it. */
function ofTop(top: string, kind: Kind): string {
  const keys = keysOf(kind.schema).filter(({ path }) => path[0] === top);
  return section(
    `### \`${top}\`${kind.heading}`,
    table(
      ["key", "what it is for", "takes", "required, or its default", "example"],
      keys.map((key) => rowOf(key, kind)),
    ),
    exampleOfTop(top, kind),
  );
}

function rowOf({ path, schema }: Key, { comments, parts, derived }: Kind): string[] {
  const key = keyOf(path);
  const comment = comments.get(key);
  if (comment === undefined) throw new Error(`${key} has no comment in its schema`);
  // A secret stands in no file.
  const example = SECRETS.includes(String(path[0])) ? undefined : exampleOnALine(schema);
  return [
    `\`${key}\``,
    comment,
    takes(schema),
    [
      (isRequired(schema) && !derived.has(key)) || parts.has(key)
        ? "required"
        : (defaultText(schema) ?? "optional"),
    ]
      .concat(mayBeNone(schema) ? ["or `none`"] : [])
      .join(", "),
    example === undefined ? "" : `\`${example}\``,
  ];
}

/** How a key is set by command, or stands in the file; nothing of a block that needs no key. */
function exampleOfTop(top: string, { schema, parts }: Kind): string | undefined {
  const { [top]: child } = schema.shape as z.core.$ZodShape;
  if (!(child && unwrap(child) instanceof z.ZodObject)) {
    const lines = exampleFor({ schema, namespace: PROJECT }, [top]);
    return code(lines[0]?.startsWith("pulumi ") === true ? "sh" : "yaml", lines.join("\n"));
  }
  const example = exampleOfBlock(child, top, parts);
  return Object.keys(example).length === 0
    ? undefined
    : code("yaml", inNamespace({ [top]: example }).join("\n"));
}
