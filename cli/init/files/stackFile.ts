import { Document, Scalar, visit } from "yaml";

/** A top-level key of a stack file: its comment, and its value. */
export interface Entry {
  readonly key: string;
  /** Lines without `#`; none where absent. */
  readonly comment?: string;
  /** Left out where undefined. */
  readonly value: unknown;
}

/**
 * A stack file's text. Values that another reader of YAML would take for a number, a date or a switch are
 * in quotes: the engine reads YAML 1.1.
 */
export function stackFileText(namespace: string, entries: readonly Entry[]): string {
  const lines = entries.flatMap(({ key, comment, value }) => {
    if (value === undefined) return [];
    const name = key.includes(":") ? key : `${namespace}:${key}`;
    return [
      ...(comment?.split("\n") ?? []).map((line) => `  # ${line}`),
      ...yaml({ [name]: value }).map((line) => `  ${line}`),
    ];
  });
  return ["config:", ...lines, ""].join("\n");
}

function yaml(value: unknown): string[] {
  const document = new Document(dropped(value), { version: "1.1" });
  // Some of these are numbers to YAML, and the next one that somebody writes there should have its quotes.
  visit(document, {
    Scalar(place, node) {
      if (place === "value" && typeof node.value === "string" && HEXADECIMAL.test(node.value))
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0, directives: false }).trimEnd().split("\n");
}

/** Commits and ids of zones. */
const HEXADECIMAL = /^[0-9a-f]{32,40}$/;

/** The value without keys that are undefined. */
function dropped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, dropped(one)]])),
  );
}
