/** A version's part of the changelog. */
export interface Changes {
  readonly version: string;
  /** Its lines, without the heading. */
  readonly text: string;
}

/**
 * What of a changelog is newer than a version, newest first; all of it where no version is known.
 *
 * @param changelog Markdown, with a heading `## 1.2.3` for each version, newest first
 */
export function newerThan(changelog: string, version: string | undefined): Changes[] {
  const parts = changelog.split(/^## /m).slice(1);
  const all = parts.map((part) => {
    const [heading = "", ...lines] = part.split("\n");
    return { version: heading.trim(), text: lines.join("\n").trim() };
  });
  if (version === undefined) return all;
  return all.filter((one) => compare(one.version, version) > 0);
}

/** By their numbers, as https://semver.org orders releases. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((one) => one.split(".").map(Number));
  for (const [index, number] of (left ?? []).entries()) {
    const difference = number - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
