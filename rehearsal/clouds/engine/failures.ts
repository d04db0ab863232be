/** What a cloud answers where it does not do what it was asked. */
export class Refused extends Error {}

/** Never answer, until the call is cancelled or the clouds close. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise<never>((_, reject) => {
    const end = () => {
      reject(new Refused("the call was cancelled while the cloud did not answer"));
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
