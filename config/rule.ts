import { z } from "zod";

/** What a rule over several keys finds wrong, and where. */
export interface Broken {
  readonly path: readonly (string | number)[];
  /** What is wrong, after the key's name, e.g. `has no stage at 25 %`; where absent, its value. */
  readonly problem?: string;
  /** What would be right. */
  readonly allowed: string;
  /** A value to copy, as YAML text; that of the key where absent. */
  readonly example?: string;
  /** Whether the key is to go. */
  readonly remove?: boolean;
}

/**
 * A rule over several keys of a block. It is checked as soon as those are sound, whatever else is
 * wrong, so that a person learns of every fault at once. It may name keys, never their values: any
 * of them may be secret.
 */
export function rule<T>(keys: readonly (keyof T & string)[], broken: (config: T) => Broken[]) {
  return z.superRefine<T>(
    (config, context) => {
      for (const { path, allowed: message, ...params } of broken(config)) {
        context.addIssue({ code: "custom", path: [...path], message, params });
      }
    },
    {
      when: ({ issues }) =>
        !issues.some(({ path: [key] = [], code }) =>
          key === undefined ? code === "invalid_type" : keys.some((each) => each === key),
        ),
    },
  );
}
