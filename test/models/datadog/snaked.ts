import type { Properties } from "../../../rehearsal/clouds/index.ts";

/** Names as Datadog's API spells them: `on_missing_data` for `onMissingData`, to the depth. */
export function snaked(inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      deep(value),
    ]),
  );
}

function deep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deep);
  return typeof value === "object" && value !== null ? snaked(value as Properties) : value;
}
