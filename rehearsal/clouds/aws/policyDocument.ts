import { z } from "zod";

const texts = z.union([z.string(), z.array(z.string())]);

const document = z.object({
  Version: z.literal("2012-10-17"),
  Statement: z
    .array(
      z.object({
        Effect: z.enum(["Allow", "Deny"]),
        Action: texts,
        Resource: texts.optional(),
        Principal: z.union([z.literal("*"), z.record(z.string(), texts)]).optional(),
        Condition: z.record(z.string(), z.record(z.string(), texts)).optional(),
      }),
    )
    .min(1),
});

/** A statement of a policy, as far as the stand-ins read it. */
export type Statement = z.infer<typeof document>["Statement"][number];

/**
 * The statements of a policy; undefined where it is none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function statementsOf(policy: string): Statement[] | undefined {
  try {
    return document.parse(JSON.parse(policy)).Statement;
  } catch {
    return undefined;
  }
}

/** One or several texts, as a list. */
export function list(texts: string | string[] | undefined): string[] {
  return texts === undefined ? [] : [texts].flat();
}
