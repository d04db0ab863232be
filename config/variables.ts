import { z } from "zod";
import { exampleFor } from "./example.ts";
import type { Fault, Reading } from "./fault.ts";
import { text, value } from "./kinds.ts";
import { keyOf, SECRETS } from "./raw.ts";
import { rule } from "./rule.ts";

// Names that Vercel keeps (vercel.com/docs/environment-variables/reserved-environment-variables).
// Others that begin with VERCEL_ are settings of an app's own, as far as that page goes.
const RESERVED = [
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_SECRET_KEY",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "NOW_REGION",
  "TZ",
];

const name = text(
  new RegExp(`^(?!(${RESERVED.join("|")})$)[A-Z_][A-Z0-9_]*$`),
  "capital letters, digits and _; not TZ, NOW_REGION, nor the LAMBDA_ and AWS_ names that Vercel reserves",
  "SITE_URL",
);

/** Environment variables of the app in plain text, by name. */
export const variables = z.record(name, value(0)).default({});

/** Environment variables of the app that nobody may read back, by name. */
export const secrets = z.record(name, value(1)).default({});

type Named = Readonly<Record<string, string>>;

/** A name is a variable's or a secret's, not both. */
export const namedOnce = rule<{ readonly variables: Named; readonly secrets: Named }>(
  ["variables", "secrets"],
  ({ variables, secrets }) =>
    Object.keys(variables)
      .filter((name) => Object.hasOwn(secrets, name))
      .map((name) => ({
        path: ["variables", name],
        problem: "is among secrets too",
        allowed: "each name in one of the two",
        remove: true,
      })),
);

/** Secrets that stand in the stack file as they are. */
export function plainSecrets(reading: Reading): Fault[] {
  const { values, secret } = reading;
  return SECRETS.filter((key) => values[key] !== undefined && !secret.has(key)).map((key) => ({
    key: keyOf([key]),
    problem: "is in plain text",
    allowed: "values that were set as secrets: take these out, change them, and set them again",
    example: exampleFor(reading, [key]),
  }));
}
