import { z } from "zod";
import { ConfigError } from "./config/configError.ts";
import type { Fault, Reading } from "./config/fault.ts";
import { faultsOf } from "./config/faults.ts";
import { withZone } from "./config/hosts.ts";
import { oneOf } from "./config/kinds.ts";
import { namespaceIn } from "./config/namespace.ts";
import { readValues } from "./config/raw.ts";
import { withOwnOperations } from "./config/stagingProject.ts";
import { strayKeys } from "./config/stray.ts";
import { plainSecrets } from "./config/variables.ts";
import type { Request } from "./rollout/request.ts";
import { withParts } from "./config/wholeParts.ts";
import { production, staging } from "./config/schema.ts";

export type { Fault } from "./config/fault.ts";
export { ConfigError } from "./config/configError.ts";

type Fixed<T> = T extends object ? { readonly [K in keyof T]: Fixed<T[K]> } : T;

/** What staging says, with the defaults of what its own project leaves behind. */
function wholeStaging(read: z.output<typeof staging>) {
  return withOwnOperations(read);
}

/** What a staging stack says: one release, no percentage. */
export type StagingConfig = Fixed<ReturnType<typeof wholeStaging>>;

/** What production says, with every part that it leaves out, and the monitors that it has not. */
function whole(read: z.output<typeof production>, secret: ReadonlySet<string>) {
  return { ...read, ...withParts(read, secret) };
}

/** What a production stack says. `absent` and `lacking` are what there is none of, with the reasons. */
export type ProductionConfig = Fixed<ReturnType<typeof whole>>;

/** What a stack may configure. */
export type Config = StagingConfig | ProductionConfig;

/** Which kind of stack it is decides which keys it has. */
const stack = z.object({ environment: oneOf(["staging", "production"]) });

/**
 * A stack's config, from the text values that Pulumi passes.
 *
 * @param raw values by full key, `shop:percentage`; other namespaces' are left out
 * @param secretKeys full keys of the secret values, none of which is ever printed
 * @param project the Pulumi project's name, which is the namespace of its keys, `shop`, where the stack has
 *   no `canary-rollout:environment`
 * @param others faults of the stack file's text, which the values do not show
 * @throws {ConfigError} with every fault at once; with the environment's alone where that is wrong
 */
export function parseConfig(
  raw: Readonly<Record<string, string>>,
  secretKeys: ReadonlySet<string>,
  project: string,
  others: readonly Fault[] = [],
): Config {
  const namespace = namespaceIn(Object.keys(raw), project);
  const values = withZone(readValues(raw, namespace));
  const secret = new Set(
    Object.keys(values).filter((key) => secretKeys.has(`${namespace}:${key}`)),
  );
  const stray = namespace === project ? strayKeys(Object.keys(raw), project, NAMES) : [];
  const strays = [...stray, ...others];
  // All keys are in another namespace: that none is there says nothing more.
  if (Object.keys(values).length === 0 && strays.length > 0) throw new ConfigError(strays);
  const kind = { environment: values["environment"] };
  const kinds = { namespace, values: kind, secret };
  const named = read(stack, kinds, stack.safeParse(kind).success ? [] : strays);
  return named.environment === "staging"
    ? wholeStaging(read(staging, { namespace, values, secret, elsewhere: productionKeys }, strays))
    : whole(
        read(production, { namespace, values, secret, elsewhere: stagingKeys }, strays),
        secret,
      );
}

const productionKeys = {
  names: Object.keys(production.shape),
  why: "no such key in staging, which has one release (release) and no percentage",
};
const stagingKeys = {
  names: Object.keys(staging.shape),
  why: "no such key in production, which has releases.stable, a canary beside it, and hosts",
};

/** All keys that a stack of either kind may have. */
const NAMES = [...productionKeys.names, ...stagingKeys.names];

function read<S extends z.ZodType>(
  schema: S,
  what: Omit<Reading, "schema">,
  strays: readonly Fault[],
): z.output<S> {
  const reading = { ...what, schema };
  const result = schema.safeParse(what.values);
  const faults = [
    ...faultsOf(result.error?.issues ?? [], reading),
    ...plainSecrets(reading),
    ...strays,
  ];
  if (faults.length > 0 || !result.success) throw new ConfigError(faults);
  return result.data;
}

/** What production's config requests of the rollout. */
export function toRequest(config: ProductionConfig): Request {
  const { percentage, releases, plan, rollback, halt, resume } = config;
  return { percentage, ...releases, plan, rollback, halt, resume };
}
