import { z } from "zod";

/** Inputs that a type knows and no rule looks at: whatever is given is kept. */
export function kept<Name extends string>(
  ...names: Name[]
): Record<Name, z.ZodOptional<z.ZodUnknown>> {
  const entries = names.map((name) => [name, z.unknown().optional()]);
  return Object.fromEntries(entries) as Record<Name, z.ZodOptional<z.ZodUnknown>>;
}

/** Labels that people put on a resource. */
export const tags = z.record(z.string(), z.string()).optional();
