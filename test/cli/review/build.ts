import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readEvents, type Event } from "../../../cli/review/events.ts";
import { markdownOf } from "../../../cli/review/markdown.ts";
import { reviewOf, type Review } from "../../../cli/review/review.ts";

/** The events of a recorded preview, as text. */
export function stream(name: string): string {
  return readFileSync(join(import.meta.dirname, "streams", `${name}.jsonl`), "utf8");
}

/** The review of a recorded preview, with more events before its last one. */
export function reviewed(name: string, ...more: readonly object[]): Review {
  const lines = stream(name).trimEnd().split("\n");
  lines.splice(-1, 0, ...more.map((event) => JSON.stringify({ timestamp: 0, ...event })));
  return reviewOf(readEvents(lines.join("\n")), { stack: "production" });
}

/** Its comment. */
export function comment(name: string, ...more: readonly object[]): string {
  return markdownOf(reviewed(name, ...more));
}

/** What a recorded preview's events are without some. */
export function without(name: string, drop: (event: Event) => unknown): Review {
  const events = readEvents(stream(name)).filter((event) => !drop(event));
  return reviewOf(events, { stack: "production" });
}
