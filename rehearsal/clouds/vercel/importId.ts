/** An id as `pulumi import` takes it, in its parts. */
export interface ImportId {
  /** The team that owns the project; absent for the token's own account. */
  readonly teamId: string | undefined;
  readonly projectId: string;
  /** What it is of the project; absent for the project itself. */
  readonly own: string | undefined;
}

/**
 * Take an id apart that is imported: the project's, what it is of the project, and a team's in front
 * where one owns it. https://www.pulumi.com/registry/packages/vercel/api-docs/projectdomain/#import
 */
export function importId(id: string): ImportId {
  const parts = id.split("/");
  const teamId = parts[0]?.startsWith("team_") ? parts.shift() : undefined;
  const [projectId = "", own] = parts;
  return { teamId, projectId, own };
}
