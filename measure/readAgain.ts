import { setTimeout as sleep } from "node:timers/promises";

/** How often a state is read that is being written, and after how many milliseconds each time. */
const TIMES = 50;
const PAUSE = 100;

/**
 * Read a stack's state, and again where it was read while an update wrote it. In a folder, each file has
 * another with its attributes beside it, which is emptied and written in place: a read in between fails with a
 * bare `EOF`. Where that lasts for five seconds, no update is writing.
 * https://github.com/google/go-cloud/blob/v0.46.0/blob/fileblob/attrs.go
 *
 * @throws what `read` throws, the last time
 */
export async function readAgain<T>(read: () => Promise<T>): Promise<T> {
  for (let left = TIMES; ; left--) {
    try {
      return await read();
    } catch (error) {
      if (left === 0 || !isHalfWritten(error)) throw error;
      await sleep(PAUSE);
    }
  }
}

function isHalfWritten(error: unknown): boolean {
  return /\bEOF\b/.test(error instanceof Error ? error.message : String(error));
}
