import type { Result } from "@vercel/sdk/types/fp.js";
import { z } from "zod";
import { oneLine, PermissionMissing, VendorFailure, type Need } from "./failures.ts";

/**
 * One call's answer; undefined where there is nothing of that name (404). What is read is checked here:
 * a pinned SDK refuses a value that Vercel added since to one of its closed lists, and has the answer
 * beside its refusal.
 */
export async function read<T>(
  need: Need,
  schema: z.ZodType<T>,
  call: PromiseLike<Result<unknown>>,
): Promise<T | undefined> {
  const result = await call;
  const answer = result.ok ? { value: result.value } : answerBeside(result.error);
  if (answer === undefined) {
    const error = result.ok ? undefined : result.error;
    const status = statusOf(error);
    if (status === 404) return undefined;
    const said = status === undefined ? oneLine(error) : `${status} ${messageOf(error)}`.trim();
    if (status === 401 || status === 403)
      throw new PermissionMissing({ vendor: "Vercel", ...need, said });
    throw new VendorFailure({ vendor: "Vercel", what: need.what, said });
  }
  const parsed = schema.safeParse(answer.value);
  if (parsed.success) return parsed.data;
  const said = `an answer that cannot be read: ${oneLine(z.prettifyError(parsed.error))}`;
  throw new VendorFailure({ vendor: "Vercel", what: need.what, said });
}

function answerBeside(error: unknown): { readonly value: unknown } | undefined {
  const status = statusOf(error);
  if (status === undefined || status >= 300) return undefined;
  return error instanceof Error && "rawValue" in error ? { value: error.rawValue } : undefined;
}

/** `https://vercel.com/docs/rest-api/errors`: 401 and 403 are `forbidden`, 404 is `not_found`. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : undefined;
}

const refusal = z.object({ error: z.object({ message: z.string() }) });

function messageOf(error: unknown): string {
  const body = error instanceof Error && "body" in error ? String(error.body) : "";
  try {
    return refusal.parse(JSON.parse(body)).error.message;
  } catch {
    return "";
  }
}
