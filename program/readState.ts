import * as pulumi from "@pulumi/pulumi";
import { readAgain } from "../measure/readAgain.ts";

/**
 * Read something of this stack's own state from the engine, which may be writing it.
 *
 * @throws {pulumi.RunError} where it cannot be read; the message says why
 */
export async function readState<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await readAgain(read);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(`the stack's state cannot be read: ${why}`);
  }
}
