import { STACKS } from "../../rehearsal/projectFiles.ts";
import type { Workspace } from "../../rehearsal/workspace.ts";

/** Production whose secrets a passphrase seals, as it is where a project names no secrets provider. */
export async function byPassphrase<T extends { readonly workspace: Workspace }>(
  running: T,
): Promise<T> {
  await seal(running.workspace, "passphrase");
  return running;
}

/** Have a secrets provider seal the secrets of both stacks, in their files and states. */
export async function seal(workspace: Workspace, provider: string): Promise<void> {
  for (const stack of STACKS) {
    const change = ["stack", "change-secrets-provider", provider, "--stack", stack];
    const { code, output } = await workspace.pulumi(...change);
    if (code !== 0) throw new Error(`${provider} cannot seal the secrets of ${stack}: ${output}`);
  }
}
