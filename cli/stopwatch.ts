/** Tells of what happens, each line with the seconds since this was made. */
export function stopwatch(): (text: string) => void {
  const started = performance.now();
  return (text) => {
    const seconds = (performance.now() - started) / 1000;
    console.log(`${seconds.toFixed(1).padStart(5)} s  ${text}`);
  };
}
