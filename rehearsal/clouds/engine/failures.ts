import { once } from "node:events";

/** What a cloud answers where it refuses a call. */
export class Refused extends Error {}

/** Never answer, until the call is cancelled or the clouds close. */
export async function hang(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  throw new Refused("the call was cancelled while the cloud did not answer");
}
