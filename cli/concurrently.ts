/**
 * Do the same with each of many, so many of them at once, and give the results in their order. Where one
 * fails, all fail, and no further one is begun.
 */
export async function concurrently<T, R>(
  many: readonly T[],
  most: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const rest = many.entries();
  const failed = new AbortController();
  const worker = async () => {
    for (const [index, one] of rest) {
      if (failed.signal.aborted) return;
      results[index] = await work(one);
    }
  };
  try {
    await Promise.all(Array.from({ length: most }, worker));
  } catch (error) {
    failed.abort();
    throw error;
  }
  return results;
}
