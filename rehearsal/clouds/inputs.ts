import { z } from "zod";

/** Labels that people put on a resource. */
export const tags = z.record(z.string(), z.string()).optional();
