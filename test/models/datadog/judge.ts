import { ObjectSerializer as V1 } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/ObjectSerializer.js";
import { ObjectSerializer as V2 } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/models/ObjectSerializer.js";

interface Serializer {
  deserialize(value: unknown, model: string): unknown;
}

/** The client's models, by the version of the API. */
const MODELS: Readonly<Record<"v1" | "v2", Serializer>> = { v1: V1, v2: V2 };

/**
 * What Datadog's client refuses of a body, and what of it is in no model. The client itself keeps both
 * aside without a word: a value that is none of an enum's, and a key that it does not know.
 */
export function faultsOf(version: "v1" | "v2", model: string, body: unknown): string[] {
  try {
    return [...unknownIn(MODELS[version].deserialize(body, model), model)];
  } catch (error) {
    return [`${model}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function* unknownIn(value: unknown, where: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* unknownIn(one, `${where}[${index}]`);
    return;
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return;
  const { additionalProperties, ...fields } = value as Record<string, unknown>;
  if (value.constructor.name === "UnparsedObject") {
    yield `${where} is not ${JSON.stringify(fields["_data"])}`;
    return;
  }
  for (const key of Object.keys(additionalProperties ?? {})) yield `${where} has no ${key}`;
  for (const [key, one] of Object.entries(fields)) yield* unknownIn(one, `${where}.${key}`);
}
