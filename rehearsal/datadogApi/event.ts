import { z } from "zod";
import { parsed } from "../http.ts";

/**
 * An event as `POST /api/v1/events` takes it: what is required, and within what limits.
 * https://docs.datadoghq.com/api/latest/events/#post-an-event
 */
const event = z.object({
  title: z.string(),
  text: z.string().max(4000),
  tags: z.array(z.string()).optional(),
  alert_type: z
    .enum(["error", "warning", "info", "success", "user_update", "recommendation", "snapshot"])
    .optional(),
  priority: z.enum(["normal", "low"]).optional(),
  aggregation_key: z.string().max(100).optional(),
  date_happened: z.int().optional(),
});

/** Why an event is refused; none means that it is taken. */
export function eventFaults(body: string): readonly string[] {
  return (
    event
      .safeParse(parsed(body))
      .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? []
  );
}

/** What is answered to an event that is posted. */
export function eventAnswer(body: string, id: number): { status: number; answer: unknown } {
  const errors = eventFaults(body);
  return errors.length > 0
    ? { status: 400, answer: { errors } }
    : { status: 202, answer: { status: "ok", event: { id, ...(parsed(body) as object) } } };
}
