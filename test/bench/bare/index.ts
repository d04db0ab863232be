// The floor: a program that registers the resources of a list, and does nothing else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Listed } from "../listed.ts";

class Custom extends pulumi.CustomResource {}

const file = join(pulumi.runtime.getRootDirectory(), "resources.json");
const listed = JSON.parse(readFileSync(file, "utf8")) as readonly Listed[];

const made = new Map<string, pulumi.Resource>();
for (const { urn, type, name, custom, inputs, parent, protect, version } of listed) {
  const within = parent === undefined ? undefined : made.get(parent);
  const opts = { protect, ...(within && { parent: within }), ...(version && { version }) };
  const props = withSecrets(inputs) as pulumi.Inputs;
  made.set(
    urn,
    custom
      ? new Custom(type, name, props, opts)
      : new pulumi.ComponentResource(type, name, props, opts),
  );
}

function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== "object" || value === null) return value;
  if ("plaintext" in value) return pulumi.secret(JSON.parse(String(value.plaintext)) as unknown);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withSecrets(one)]));
}
