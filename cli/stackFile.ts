import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { isMap, isScalar, parseDocument, type Document } from "yaml";
import type { Release } from "../rollout/release.ts";
import type { Blocks } from "../rollout/request.ts";
import { UserError } from "./userError.ts";

/** What a command changes in a stack file; all else, comments too, stays as it is. */
export interface Change extends Blocks {
  readonly percentage?: number;
  readonly releases?: { readonly stable: Release; readonly canary?: Release | undefined };
}

/** The text of a stack file with a change made in it. Throws a UserError where the file is no YAML map. */
export function changed(text: string, projectName: string, change: Change): string {
  // Every scalar as the text that it is: read as numbers, YAML would write some back in another form.
  const document = parseDocument(text, { schema: "failsafe" });
  const fault = document.errors[0];
  if (fault) throw new UserError(`it is not valid YAML: ${fault.message}`);
  if (!isMap(document.get("config"))) throw new UserError("it has no config block");
  for (const [key, value] of Object.entries(change)) {
    if (value !== undefined) put(document, ["config", `${projectName}:${key}`], value);
  }
  // What is added is quoted: without quotes YAML reads a moment as a date, and the engine rewrites it.
  return document.toString({
    lineWidth: 0,
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
  });
}

/** Change a stack file in place, whole or not at all. */
export function writeChange(file: string, projectName: string, change: Change): void {
  const text = changed(readFileSync(file, "utf8"), projectName, change);
  const beside = `${file}.new`;
  writeFileSync(beside, text);
  renameSync(beside, file);
}

/** Put a value at a path, key by key, so that what stays the same keeps its comments. */
function put(document: Document, path: readonly string[], value: unknown): void {
  const old = document.getIn(path, true);
  if (isMap(old) && typeof value === "object" && value !== null) {
    const fresh = new Map(Object.entries(value).filter(([, one]) => one !== undefined));
    for (const key of Object.keys(old.toJSON() as object)) {
      if (!fresh.has(key)) document.deleteIn([...path, key]);
    }
    for (const [key, one] of fresh) put(document, [...path, key], one);
  } else if (isScalar(old) && (typeof value !== "object" || value === null)) {
    if (old.value !== String(value)) document.setIn(path, String(value));
  } else {
    document.setIn(path, document.createNode(texts(value)));
  }
}

/** A value with its numbers as text, as the engine itself writes them. */
function texts(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, texts(one)]));
}
