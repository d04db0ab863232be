/** Prints what happens, each line with the seconds since this was made. */
export interface Stopwatch {
  (text: string): void;
  /** The seconds since it was made. */
  readonly seconds: () => number;
}

export function stopwatch(): Stopwatch {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const say = (text: string) => {
    console.log(`${seconds().toFixed(1).padStart(5)} s  ${text}`);
  };
  return Object.assign(say, { seconds });
}
