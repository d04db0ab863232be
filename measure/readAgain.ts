import { setTimeout as sleep } from "node:timers/promises";

/** How long to wait before a state is read again that is being written, in milliseconds. */
const PAUSE = 100;
/** How often a state is read by a command of the engine, which takes its own time to start. */
export const BY_COMMAND = 10;

/**
 * Read a stack's state, and again where it was read while an update wrote it. In a folder, each file has
 * another with its attributes beside it, which is emptied and written in place: a read in between fails with a
 * bare `EOF`. Where that lasts, no update is writing.
 * https://github.com/google/go-cloud/blob/v0.46.0/blob/fileblob/attrs.go
 *
 * @param times how often, at most
 * @throws what `read` throws, the last time
 */
export async function readAgain<T>(read: () => Promise<T>, times = 50): Promise<T> {
  for (let left = times - 1; ; left--) {
    try {
      return await read();
    } catch (error) {
      if (left <= 0 || !isHalfWritten(error)) throw error;
      await sleep(PAUSE);
    }
  }
}

/** Whether a read failed since what it read was half written. */
export function isHalfWritten(error: unknown): boolean {
  return /\bEOF\b/.test(error instanceof Error ? error.message : String(error));
}
