import { createRequire } from "node:module";

type Deserialize = (struct: object, withSecrets: boolean) => object;

/**
 * Read the properties of each resource once, for all policies: the SDK reads them anew for each, which is most
 * of the time that the pack takes. No policy changes what it is given. To be called before the pack is made.
 * https://github.com/pulumi/pulumi-policy/blob/v1.21.0/sdk/nodejs/policy/deserialize.ts
 */
export function memoizeProperties(): void {
  const sdk = createRequire(import.meta.url)("@pulumi/policy/deserialize.js") as {
    deserializeProperties: Deserialize;
  };
  const deserialize = sdk.deserializeProperties;
  const memoized = new WeakMap<object, object>();
  sdk.deserializeProperties = (struct, withSecrets) => {
    // With secrets are those for a remediation, which may change them.
    if (withSecrets) return deserialize(struct, withSecrets);
    const properties = memoized.get(struct) ?? deserialize(struct, withSecrets);
    memoized.set(struct, properties);
    return properties;
  };
}
