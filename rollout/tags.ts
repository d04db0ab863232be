/** What a monitor of a stack is found by, beside `service:` and `env:`. */
export function monitorTags(stack: string, key: string): readonly string[] {
  return [...stackTags(stack), `canary_monitor:${key}`];
}

/** What all monitors of a stack are found by. */
export function stackTags(stack: string): readonly string[] {
  return ["managed_by:canary", `canary_stack:${tagValue(stack)}`];
}

/**
 * A value as Datadog keeps it in a tag: in lower case, with other characters than letters, digits
 * and `_ - : . /` as underscores, up to 200 in all
 * (https://docs.datadoghq.com/getting_started/tagging/#define-tags).
 */
export function tagValue(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\-:./]/gu, "_")
    .slice(0, 200);
}

/** Where measurements come from: traces, or the logs that Vercel sends. */
export type Signal = "apm" | "logs";

/**
 * The value of the `version` tag that distinguishes a release at Datadog: the version that the app
 * sends in its traces, or the deployment that Vercel writes into each line of a log.
 */
export function versionTag(
  signal: Signal,
  release: { readonly version: string; readonly deployment: string },
): string {
  return tagValue(signal === "apm" ? release.version : release.deployment);
}
