/** The vendors whose accounts a rollout needs. */
export type Vendor = "Vercel" | "Cloudflare" | "AWS" | "Datadog";

/** What a call reads, and what it needs for that. */
export interface Need {
  /** What is read, as it completes "… refuses to": `list the projects of team_a1`. */
  readonly what: string;
  /** The permission to add, as the vendor names it. */
  readonly permission: string;
  /** The vendor's page that says so. */
  readonly docs: string;
}

/** What was not answered, and why. */
interface Unanswered extends Need {
  readonly vendor: Vendor;
  /** What the vendor said, in one line. */
  readonly said: string;
}

/** A credential is not accepted, or lacks a permission: what was read, and what to add. */
export class PermissionMissing extends Error {
  public readonly vendor: Vendor;
  public readonly what: string;
  public readonly permission: string;
  public readonly docs: string;
  public readonly said: string;

  public constructor({ vendor, what, permission, docs, said }: Unanswered) {
    super(`${vendor} refuses to ${what} (${said}): it needs ${permission} (${docs})`);
    this.vendor = vendor;
    this.what = what;
    this.permission = permission;
    this.docs = docs;
    this.said = said;
  }
}

/** No answer, or one that cannot be read. */
export class VendorFailure extends Error {
  public readonly vendor: Vendor;
  public readonly what: string;
  public readonly said: string;

  public constructor({ vendor, what, said }: Omit<Unanswered, "permission" | "docs">) {
    super(`${vendor} does not ${what}: ${said}`);
    this.vendor = vendor;
    this.what = what;
    this.said = said;
  }
}

/** A message in one line, 200 characters at most. Why a call failed is in the innermost cause. */
export function oneLine(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) return oneLine(error.cause);
  const own = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const line = (own || (typeof code === "string" ? code : "")).replaceAll(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
