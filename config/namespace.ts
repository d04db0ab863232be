/**
 * The namespace of a rollout's keys in a program that has keys of its own in the project's:
 * `canary-rollout:percentage`.
 */
export const SHARED = "canary-rollout";

/**
 * The namespace of the rollout's keys: the project's name, as `pulumi config set` has it for a key without
 * one; or `canary-rollout` where the stack has `canary-rollout:environment`. The project's own keys are
 * then its program's.
 *
 * @param keys the stack's keys, in full
 */
export function namespaceIn(keys: readonly string[], project: string): string {
  return keys.includes(`${SHARED}:environment`) ? SHARED : project;
}
