/** Work that is done again and again, once at a time. */
export interface Repeated {
  /** Do it now, or once more as soon as what is under way has ended. */
  again(): void;
  /** Do it no more. What is under way is not waited for. */
  stop(): void;
}

/**
 * Do work at once, and again so many seconds after it has ended.
 *
 * @param work never rejects
 */
export function repeat(work: () => Promise<void>, seconds: number): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let requested = 0;
  let running: Promise<void> | undefined;
  const run = async () => {
    for (let done = -1; done !== requested && !stopped;) {
      done = requested;
      await work();
    }
    running = undefined;
    if (!stopped) timer = setTimeout(start, seconds * 1000);
  };
  const start = () => {
    clearTimeout(timer);
    running ??= run();
  };
  start();
  return {
    again() {
      requested++;
      if (!stopped) start();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
