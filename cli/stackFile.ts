import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { isMap, isNode, isScalar, parseDocument, type Node, type Pair, type YAMLMap } from "yaml";
import { namespaceIn } from "../config/namespace.ts";
import type { Release } from "../rollout/release.ts";
import type { Blocks } from "../rollout/request.ts";
import { UserError } from "./userError.ts";

/** What a command changes in a stack file; all else, comments and line ends too, stays as it is. */
export interface Change extends Blocks {
  readonly percentage?: number;
  readonly releases?: { readonly stable: Release; readonly canary?: Release | undefined };
}

/** Values as a stack file has them: numbers as text, as the engine itself writes them. */
type Value = string | { readonly [key: string]: Value };

/** A part of the text to put another in place of. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text of a stack file with a change made in it, lines that say the same untouched.
 *
 * @throws {UserError} where the file is no YAML map, or the change would change something else in it
 */
export function changed(text: string, projectName: string, change: Change): string {
  const { config, values: expected } = configIn(text);
  const all = Object.entries(change).filter(([, value]) => value !== undefined);
  const writer = new Writer(text);
  for (const [key, value] of all) {
    const name = keyFor(config, projectName, key);
    expected[name] = valueOf(value);
    writer.put(config, name, valueOf(value));
  }
  const result = writer.result();
  if (!isDeepStrictEqual(configIn(result).values, expected))
    throw new UserError("it is written in a way that this cannot change (anchors, tags)");
  return result;
}

/** Change a stack file in place, whole or not at all; of a link, the file that it leads to. */
export function writeChange(file: string, projectName: string, change: Change): void {
  const real = realpathSync(file);
  const text = changed(readFileSync(real, "utf8"), projectName, change);
  const beside = `${real}.new`;
  writeFileSync(beside, text, { mode: statSync(real).mode });
  renameSync(beside, real);
}

function configIn(text: string) {
  // Every scalar as the text that it is: read as numbers, some would be another text.
  const document = parseDocument<Node>(text, { schema: "failsafe" });
  const fault = document.errors[0];
  if (fault) throw new UserError(`it is not valid YAML: ${fault.message}`);
  const config = isMap(document.contents) ? document.contents.get("config", true) : undefined;
  if (!isMap<Node, Node>(config)) throw new UserError("it has no config block");
  return { config, values: config.toJS(document) as Record<string, unknown> };
}

/** A key as the file has it: the engine takes it without its namespace too. */
function keyFor(config: YAMLMap<Node, Node>, projectName: string, key: string): string {
  const keys = config.items.map((one) => String(one.key));
  const namespace = namespaceIn(keys, projectName);
  const full = `${namespace}:${key}`;
  // Without a namespace it is the project's key, which is another one where the rollout's have their own.
  if (namespace !== projectName || !config.has(key)) return full;
  if (config.has(full)) throw new UserError(`it has ${key} beside ${full}: take one of them out`);
  return key;
}

function valueOf(value: unknown): Value {
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.map(([key, one]) => [key, valueOf(one)]));
}

/** Gathers edits of a text, so that what stays the same keeps its form. */
class Writer {
  readonly #text: string;
  readonly #eol: string;
  readonly #edits: Edit[] = [];

  public constructor(text: string) {
    this.#text = text;
    this.#eol = /\r?\n/.exec(text)?.[0] ?? "\n";
  }

  public result(): string {
    const last = this.#edits.toSorted((a, b) => b.from - a.from || b.to - a.to);
    return last.reduce(
      (text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to),
      this.#text,
    );
  }

  /** Set a key of a map. */
  public put(map: YAMLMap<Node, Node>, key: string, value: Value): void {
    const pair = map.items.find((one) => isScalar(one.key) && one.key.value === key);
    const old = pair?.value;
    if (map.flow) {
      this.#replace(map, JSON.stringify({ ...(map.toJSON() as object), [key]: value }));
    } else if (!pair) {
      this.#insert(map, key, value);
    } else if (isMap<Node, Node>(old) && !old.flow && typeof value === "object") {
      this.#merge(old, value);
    } else if (!isNode(old) || !isDeepStrictEqual(old.toJSON(), value)) {
      if (isScalar(old) && typeof value === "string") this.#replace(old, JSON.stringify(value));
      else this.#renew(pair, key, value);
    }
  }

  #merge(map: YAMLMap<Node, Node>, value: Exclude<Value, string>): void {
    for (const pair of map.items) {
      if (isScalar(pair.key) && !Object.hasOwn(value, String(pair.key.value))) this.#renew(pair);
    }
    for (const [key, one] of Object.entries(value)) this.put(map, key, one);
  }

  #replace(node: Node, text: string): void {
    const [from, to] = rangeOf(node);
    const space = this.#text[from - 1] === ":" ? " " : "";
    const end = this.#text.slice(from, to).endsWith("\n") ? this.#eol : "";
    this.#edits.push({ from, to, text: space + text + end });
  }

  /** Put other lines in place of a pair's; none takes it out. */
  #renew(pair: Pair<Node, Node>, key?: string, value?: Value): void {
    const from = this.#lineAt(rangeOf(pair.key)[0]);
    const lines = key === undefined || value === undefined ? [] : render(key, value);
    this.#edits.push({ from, to: this.#endOf(pair), text: this.#lines(pair, lines) });
  }

  #insert(map: YAMLMap<Node, Node>, key: string, value: Value): void {
    const last = map.items.at(-1);
    if (!last) return;
    const at = this.#endOf(last);
    const newLine = this.#text[at - 1] === "\n" ? "" : this.#eol;
    const text = newLine + this.#lines(last, render(key, value));
    this.#edits.push({ from: at, to: at, text });
  }

  /** Lines as far to the right as a pair. */
  #lines(pair: Pair<Node, Node>, lines: readonly string[]): string {
    const at = rangeOf(pair.key)[0];
    const indent = this.#text.slice(this.#lineAt(at), at);
    return lines.map((line) => indent + line + this.#eol).join("");
  }

  #lineAt(at: number): number {
    return this.#text.lastIndexOf("\n", at - 1) + 1;
  }

  /** The end of the last line of a pair. */
  #endOf({ key, value }: Pair<Node, Node>): number {
    const [, to] = rangeOf(isNode(value) ? value : key);
    if (this.#text[to - 1] === "\n") return to;
    const end = this.#text.indexOf("\n", to);
    return end < 0 ? this.#text.length : end + 1;
  }
}

function rangeOf(node: Node): readonly [from: number, to: number] {
  const [from, to] = node.range ?? [0, 0];
  return [from, to];
}

/** What is added is quoted: without quotes YAML reads a time as a date, and the engine rewrites it. */
function render(key: string, value: Value): string[] {
  if (typeof value === "string") return [`${key}: ${JSON.stringify(value)}`];
  const inner = Object.entries(value).flatMap(([name, one]) => render(name, one));
  return [`${key}:`, ...inner.map((line) => `  ${line}`)];
}
