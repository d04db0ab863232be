import { z } from "zod";
import type { GateVerdict } from "./gate.ts";

const MARK = "gate verdict ";

const verdictSchema = z.object({
  verdict: z.enum(["open", "closed", "inconclusive"]),
  measurements: z.array(
    z.object({
      key: z.string().optional(),
      name: z.string(),
      verdict: z.enum(["open", "closed", "inconclusive", "warning", "exempt"]),
      observed: z.string(),
      link: z.string().optional(),
    }),
  ),
  recoveredAt: z.string().optional(),
});

/** A verdict as one line among a preview's messages, so that whoever reads them need not query again. */
export function verdictLine(verdict: GateVerdict): string {
  return MARK + JSON.stringify(verdict);
}

/** The verdict in a message; undefined where it is another message. */
export function verdictIn(message: string): GateVerdict | undefined {
  if (!message.startsWith(MARK)) return undefined;
  try {
    return verdictSchema.safeParse(JSON.parse(message.slice(MARK.length))).data;
  } catch {
    return undefined;
  }
}
