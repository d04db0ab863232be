/** A deployment of the app, made by the app's own pipeline. */
export interface Release {
  /** The version that people speak of, e.g. `1.5.0`. */
  readonly version: string;
  /** The app's commit, 40 hexadecimal digits. */
  readonly commit: string;
  /** Vercel's deployment id, e.g. `dpl_…`: what identifies a release. */
  readonly deployment: string;
}

/** Whether two names speak of one release: the deployment is what identifies it. */
export function isRelease(a: Release, b: Release): boolean {
  return a.deployment === b.deployment;
}

/** Whether two releases agree in every part. */
export function equalReleases(a: Release, b: Release): boolean {
  return isRelease(a, b) && a.version === b.version && a.commit === b.commit;
}

/**
 * Whether `release` contradicts `current`: the same deployment under another version or commit, or the
 * same version built from another commit.
 */
export function contradicts(release: Release, current: Release): boolean {
  if (isRelease(release, current)) return !equalReleases(release, current);
  return release.version === current.version && release.commit !== current.commit;
}
