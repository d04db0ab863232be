import { z } from "zod";

/**
 * Before and after of a property, as text, where it is there. Whatever Pulumi marks as secret is the word
 * `[secret]` alone.
 */
const values = z.object({ before: z.string().optional(), after: z.string().optional() });

/** Properties that change, by their paths: `requestDefinition.url`. */
export const changed = z.record(z.string(), values);
export type Values = z.infer<typeof values>;
type Changed = z.infer<typeof changed>;

/** What is read here of a step, as the engine prints it. */
const step = z.object({
  op: z.string(),
  old: z.object({ inputs: z.unknown() }).nullish(),
  new: z.object({ inputs: z.unknown() }).nullish(),
  diffs: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
  changed: changed.optional(),
});

/** A step with `changed` in it: the values that a person may read, taken before the rest is dropped. */
export function withChanged(raw: unknown): unknown {
  const { data } = step.safeParse(raw);
  if (!data || data.changed) return raw;
  return { ...(raw as object), changed: changedIn(data) };
}

/** The paths that an update changes; all that a creation or a deletion has. */
function changedIn({ op, old, new: fresh, diffs, detailedDiff }: z.infer<typeof step>): Changed {
  const [before, after] = [old?.inputs, fresh?.inputs];
  const detailed = Object.keys(detailedDiff ?? {});
  const paths =
    op === "create" || op === "import"
      ? topOf(after)
      : op === "delete"
        ? topOf(before)
        : detailed.length > 0
          ? detailed
          : (diffs ?? []);
  return Object.fromEntries(
    paths.map((path) => [path, together(at(before, path), at(after, path))]),
  );
}

/** Both, unless one of them is secret: what is no secret any more was one. */
function together(before: unknown, after: unknown): Values {
  const visible = {
    ...(before !== undefined && { before: textOf(before) }),
    ...(after !== undefined && { after: textOf(after) }),
  };
  const secret = Object.values(visible).some((text) => text.includes(SECRET));
  return secret ? Object.fromEntries(Object.keys(visible).map((key) => [key, SECRET])) : visible;
}

const SECRET = "[secret]";
/**
 * The key by which the engine marks a secret, an asset or an archive in a plain map, and a secret's:
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRETS = "1b47061264138c4ac30d75fd1eb44270";
/** What the engine writes for what is known only after the update: sdk/go/common/resource/plugin/rpc.go. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function topOf(inputs: unknown): string[] {
  return isBlock(inputs) ? Object.keys(inputs).filter((key) => !key.startsWith("__")) : [];
}

/** What stands at a path; a secret on the way is what stands there. */
function at(inputs: unknown, path: string): unknown {
  const names = path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  let here = inputs;
  for (const [, quoted, index, name] of names) {
    if (isSigned(here)) return here;
    const key = quoted?.replace(/\\(.)/g, "$1") ?? index ?? name ?? "";
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[key];
  }
  return here;
}

function textOf(value: unknown): string {
  const visible = hidden(value);
  return typeof visible === "string" ? visible : JSON.stringify(visible);
}

/** A value without what is secret in it. */
function hidden(value: unknown): unknown {
  if (value === UNKNOWN) return "(known after the update)";
  if (Array.isArray(value)) return value.map(hidden);
  if (isSigned(value)) return value[SIGNATURE] === SECRETS ? SECRET : "(a file)";
  if (!isBlock(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hidden(one)]));
}

function isSigned(value: unknown): value is Readonly<Record<string, unknown>> {
  return isBlock(value) && SIGNATURE in value;
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
