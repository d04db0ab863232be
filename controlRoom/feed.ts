import type { ServerResponse } from "node:http";
import type { Snapshot } from "./snapshot.ts";

/** How often the page gets what is new, in milliseconds. */
const BEAT = 500;

/**
 * Server-sent events for all open pages: a snapshot at once, and another at each beat.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class Feed {
  readonly #snapshot: () => Snapshot;
  readonly #listeners = new Set<ServerResponse>();
  readonly #timer: NodeJS.Timeout;

  public constructor(snapshot: () => Snapshot) {
    this.#snapshot = snapshot;
    this.#timer = setInterval(() => {
      this.push();
    }, BEAT);
  }

  /** Send everybody the present snapshot at once. */
  public push(): void {
    if (this.#listeners.size === 0) return;
    const message = this.#message();
    for (const listener of this.#listeners) listener.write(message);
  }

  public add(listener: ServerResponse): void {
    listener.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    listener.write(`retry: 1000\n${this.#message()}`);
    this.#listeners.add(listener);
    listener.once("close", () => this.#listeners.delete(listener));
  }

  public close(): void {
    clearInterval(this.#timer);
    for (const listener of this.#listeners) listener.end();
  }

  #message(): string {
    return `data: ${JSON.stringify(this.#snapshot())}\n\n`;
  }
}
