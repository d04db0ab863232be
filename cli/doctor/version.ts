/** Whether a version of three numbers is older than another; what is after them counts for nothing. */
export function isOlder(version: string, than: string): boolean {
  const [mine, theirs] = [numbers(version), numbers(than)];
  const at = theirs.findIndex((number, index) => number !== mine[index]);
  return at >= 0 && (mine[at] ?? 0) < (theirs[at] ?? 0);
}

function numbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
}
