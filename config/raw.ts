/**
 * Top-level keys that are set as secrets alone, and whose values are never printed. The program marks
 * them as secret wherever it passes them on.
 */
export const SECRETS: readonly string[] = ["secrets", "cloudflareReadToken"];

/** A key's place: the top-level key, then names within blocks and positions in lists. */
export type Path = readonly PropertyKey[];

/** Values by top-level key, without the namespace; blocks and lists are read. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * The program's own values: those in the namespace of the Pulumi project's name, as Pulumi has it
 * (`shop:percentage` for a project `shop`); other namespaces' are left out. Each arrives as text, whatever YAML
 * took it for: a block or list as JSON; `25`, `25.0`, `0x19` and `2.5e1` all as `25`; `010` as `8`,
 * which it is in YAML; `~` and nothing at all as "". What `pulumi config set` wrote arrives as it
 * was typed, but `--path` makes numbers of whole ones and truth values of `true` and `false`.
 */
export function readValues(raw: Readonly<Record<string, string>>, project: string): Values {
  const prefix = `${project}:`;
  const own = Object.entries(raw).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, text]) => [key.slice(prefix.length), readValue(text)]));
}

/** A stack file's values as Pulumi hands them on: all text, blocks and lists as JSON. */
export function toRaw(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (value === null) return [key, ""];
      return [key, typeof value === "string" ? value : JSON.stringify(value)];
    }),
  );
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(values: Values, path: Path): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, name)
        ? (value as Record<PropertyKey, unknown>)[name]
        : undefined,
    values,
  );
}

/** A key as people say it, and as `pulumi config --path` takes it: `plan[1].soak`. */
export function keyOf([top, ...rest]: Path): string {
  const names = rest.map((name) => {
    if (typeof name === "number") return `[${name}]`;
    return /^[\w-]+$/.test(String(name)) ? `.${String(name)}` : `[${JSON.stringify(name)}]`;
  });
  return `${String(top)}${names.join("")}`;
}

function readValue(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
