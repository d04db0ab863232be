import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/** The version of an installed SDK: what the engine expects of the provider. */
export function versionOf(sdk: string): string {
  const { version } = JSON.parse(readFileSync(resolve(`${sdk}/package.json`), "utf8")) as {
    readonly version: string;
  };
  return version;
}

const existing = new Map<string, ReadonlySet<string>>();

/**
 * The names of the inputs that a resource's SDK sends. The code that is generated for each says them:
 * `resourceInputs["ttl"] = args?.ttl;`, in `route53/record.js` for `aws:route53/record:Record`.
 */
export function inputsOf(sdk: string, token: string): ReadonlySet<string> {
  const names = existing.get(token) ?? new Set(read(sdk, token));
  existing.set(token, names);
  return names;
}

function read(sdk: string, token: string): string[] {
  const file = token.split(":")[1]?.replace(/^index\//, "") ?? "";
  const code = readFileSync(resolve(`${sdk}/${file}.js`), "utf8");
  const inputs = code.matchAll(/resourceInputs\["(\w+)"\] = [^;]*\bargs\?\./g);
  return [...inputs].map(([, name = ""]) => name);
}
