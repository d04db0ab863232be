/** Thrown where an operation was ended because it took too long. */
export class TimedOut extends Error {
  public constructor(seconds: number) {
    super(`took more than ${seconds} s and was interrupted`);
  }
}

/** How long the engine may take to end after it was interrupted, in milliseconds. */
const GRACE = 3000;

/** Ends an operation of the engine: each "abort" of the signal is one ^C. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Interrupt it, and again a little later, since it waits for a cloud's answer until the second time. */
  readonly begin: () => void;
  /** The operation has ended: interrupt it no more. */
  readonly end: () => void;
}

export function interruption(): Interruption {
  const controller = new AbortController();
  let again: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    begin: () => {
      controller.abort();
      again ??= setTimeout(() => controller.signal.dispatchEvent(new Event("abort")), GRACE);
    },
    end: () => {
      clearTimeout(again);
    },
  };
}
