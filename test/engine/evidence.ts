import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../checklist/evidence.ts";
import { evidenced } from "../../checklist/item.ts";
import { EVIDENCED } from "../../checklist/items.ts";
import type { Release } from "../../rollout/release.ts";

/** Verify all items of a release now, as a team that does its work would, but those that are named. */
export function verifyAll(folder: string, release: Release, without: readonly string[] = []): void {
  const { version, commit, deployment } = release;
  const at = new Date().toISOString();
  const evidence = EVIDENCED.filter(({ id }) => !without.includes(id)).map((item): Entry => ({
    item: item.id,
    verdict: "pass",
    by: evidenced(item) === "attest" ? { person: "Grace Hopper" } : { check: "fixture" },
    at,
    commit,
    deployment,
    digest: `sha256:${"0".repeat(64)}`,
  }));
  mkdirSync(folder, { recursive: true });
  const file = { schema: 1, release: { version, commit, deployment }, evidence };
  writeFileSync(join(folder, `${commit}.json`), JSON.stringify(file));
}
