import { z } from "zod";
import type { Datadog } from "./client.ts";

/** Tests of one answer. https://docs.datadoghq.com/api/latest/synthetics/#get-the-list-of-all-synthetic-tests */
export const PAGE = 100;
/** Where a list does not end. */
const PAGES = 100;

const page = z.object({
  tests: z.array(
    z.object({
      monitor_id: z.number().nullish(),
      /** `live` or `paused`. */
      status: z.string(),
    }),
  ),
});

/**
 * The status of every synthetic test, by the id of its monitor: a paused test leaves its monitor in the
 * state that it had. Throws where there is no answer to read.
 */
export async function readTests(datadog: Datadog): Promise<ReadonlyMap<number, string>> {
  const result = new Map<number, string>();
  for (let number = 0; number < PAGES; number++) {
    const { tests } = page.parse(await datadog.tests(PAGE, number));
    for (const { monitor_id: id, status } of tests) if (id != null) result.set(id, status);
    if (tests.length < PAGE) break;
  }
  return result;
}
