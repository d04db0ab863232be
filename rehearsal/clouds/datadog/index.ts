import type { Cloud } from "../resourceType.ts";

/** Datadog. It knows no type yet. */
export const datadog: Cloud = {
  name: "datadog",
  sdk: "@pulumi/datadog",
  types: [],
  wording: {
    404: (type, id) => `error reading ${type} ${id}: 404 Not Found`,
    429: (type, operation) => `error from ${operation} of ${type}: 429 Too Many Requests`,
    500: (type, operation) => `error from ${operation} of ${type}: 500 Internal Server Error`,
  },
};
