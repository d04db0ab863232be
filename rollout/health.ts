/** How the app says that it is well. */
export interface Health {
  /** The path that is requested, e.g. `/api/health`. */
  readonly path: string;
  /** The status that is right, 200 to 399, e.g. 200. */
  readonly status: number;
  /** What the body holds, e.g. `"status":"ok"`: text, 1 to 255 characters, as it is written there. */
  readonly body: string;
}

/**
 * What the body holds where nothing else is said. It is then JSON, and says of each part that the app
 * rests on whether it is well.
 */
export const STATUS_OK = '"status":"ok"';

/** Whether an answer says that the app is well. */
export function isWell(
  { status, body }: Omit<Health, "path">,
  answer: { readonly status: number; readonly body: string },
): boolean {
  return answer.status === status && answer.body.includes(body);
}
