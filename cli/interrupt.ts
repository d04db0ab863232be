/** Thrown where an operation was ended because it took too long. */
export class TimedOut extends Error {}

/** How long the engine may take to end after it was asked to, in milliseconds. */
const GRACE = 3000;

/**
 * Run an operation of the engine for so many seconds at most. It is then interrupted as by ^C, and
 * again a little later, since the engine waits for a cloud's answer until the second time.
 */
export async function within<T>(
  seconds: number,
  operate: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timers = [
    setTimeout(() => {
      controller.abort();
    }, seconds * 1000),
    // Pulumi's Automation API sends SIGINT each time that the signal says "abort".
    setTimeout(() => controller.signal.dispatchEvent(new Event("abort")), seconds * 1000 + GRACE),
  ];
  try {
    return await operate(controller.signal);
  } catch (error) {
    throw controller.signal.aborted
      ? new TimedOut(`took more than ${seconds} s and was interrupted`)
      : error;
  } finally {
    timers.forEach(clearTimeout);
  }
}
