/** The time that a measurement may take, all its calls together. */
export interface Limit {
  /** How long in all, in seconds. */
  readonly seconds: number;
  /** Aborts when the time is over, and when the measurement has ended. */
  readonly signal: AbortSignal;
  /** What is left of it, in seconds; never below 0. */
  left(): number;
}

/** What a call came to: a value, or why there is none, as text. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failed: string };

/** Do work that ends, by its signal, within so many seconds. Nothing that it began outlives it. */
export async function within<T>(seconds: number, work: (limit: Limit) => Promise<T>): Promise<T> {
  const over = new AbortController();
  const end = performance.now() + seconds * 1000;
  const timer = setTimeout(() => {
    over.abort();
  }, seconds * 1000);
  try {
    return await work({
      seconds,
      signal: over.signal,
      left: () => Math.max(0, (end - performance.now()) / 1000),
    });
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

/**
 * Call, and wait no longer than the limit even where the call heeds no signal. Never rejects:
 * `toMessage` says why there is no answer.
 */
export async function attempt<T>(
  limit: Limit,
  call: () => Promise<T>,
  toMessage: (error: unknown) => string,
): Promise<Answer<T>> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const late = (): void => {
    reject(new Late(`no answer within ${limit.seconds} s`));
  };
  limit.signal.addEventListener("abort", late);
  try {
    return { ok: true, value: await Promise.race([over, call()]) };
  } catch (error) {
    return { ok: false, failed: error instanceof Late ? error.message : toMessage(error) };
  } finally {
    limit.signal.removeEventListener("abort", late);
  }
}

class Late extends Error {}
