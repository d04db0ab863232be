import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { EVIDENCE } from "../../../measure/evidence.ts";
import type { Finished } from "../../../rehearsal/run.ts";
import { edit, named, type Edit } from "../../../rehearsal/stackFile.ts";
import { createWorkspace, type Workspace } from "../../../rehearsal/workspace.ts";
import { verifyAll } from "../../engine/evidence.ts";
import { newFolder as newScratch } from "../../engine/madeOnce.ts";
import { fresh, old, untouchedOf, type Production } from "../../engine/production.ts";
import { ALL, newFolder, type Folder } from "./folder.ts";

/** What differs between the two apps, which share every account and the zone. */
const SHOP = { site: "www.corner.shop", project: "corner", stagingHost: "staging.corner.shop" };
const BOOKS = { site: "books.corner.shop", project: "books", stagingHost: "test.corner.shop" };
const READY = { ...fresh, deployment: "dpl_b150" };

async function good(command: Promise<Finished>): Promise<string> {
  const { code, output } = await command;
  assert.equal(code, 0, output);
  return output;
}

describe("two apps that canary init wrote, in one set of clouds", () => {
  let folders: readonly [Folder, Folder];
  let shop: Production;
  let books: Workspace;

  before(async () => {
    folders = [newFolder(), newFolder()];
    await folders[0].run({ flags: { ...ALL, ...SHOP }, now: new Date() });
    await folders[1].run({
      flags: { ...ALL, ...BOOKS, name: "books", deployment: "dpl_b140" },
      now: new Date(),
    });
    shop = await untouchedOf(folders[0].directory, "datadoghq.eu");
    const { host } = await named<{ host: string }>(shop.workspace, "production", "datadog");
    const [dns = ""] = await named<string[]>(shop.workspace, "production", "resolvers");
    books = await createWorkspace(await newScratch(), {
      project: folders[1].directory,
      debugProviders: String(shop.workspace.env["PULUMI_DEBUG_PROVIDERS"]),
      ...{ datadogHost: host, dns, soak: "1s" },
    });
    for (const one of [{ ...old, deployment: "dpl_b140" }, READY]) {
      const { deployment: id, version, commit } = one;
      shop.store.deployment({ project: "books", id, version, commit });
    }
    // The release that init read as live is the one that the clouds have.
    await shop.edit({ stable: old });
    await edit(books, "production", { stable: { ...old, deployment: "dpl_b140" } });
  });
  after(async () => {
    await rm(books.directory, { recursive: true, force: true });
    await shop.close();
    for (const one of folders) one.remove();
  });

  const up = async (change: Edit & { readonly app: "shop" | "books" }) => {
    const { app, ...edits } = change;
    if (app === "shop") {
      await shop.edit(edits);
      return good(shop.up("--skip-preview"));
    }
    await edit(books, "production", edits);
    for (const one of [{ ...old, deployment: "dpl_b140" }, READY])
      verifyAll(join(books.directory, EVIDENCE), one);
    return good(books.pulumi("up", "--yes", "--skip-preview", "--stack", "production"));
  };
  const canaryOf = (host: string) =>
    shop.store
      .resources("aws:route53/record:Record")
      .filter(({ outputs }) => String(outputs["name"]).endsWith(`.rollout.${host}`))
      .find(({ outputs }) => outputs["setIdentifier"] === "canary")?.outputs[
      "weightedRoutingPolicies"
    ] as { weight: number }[] | undefined;
  const shares = () => [SHOP, BOOKS].map(({ site }) => canaryOf(site)?.[0]?.weight);

  it("roll out side by side, and one goes back without the other", async () => {
    await up({ app: "shop" });
    await up({ app: "books" });
    await up({ app: "shop", canary: fresh });
    await up({ app: "books", canary: READY });
    await up({ app: "shop", percentage: 10 });
    assert.deepEqual(shares(), [10, 0]);
    await up({ app: "books", percentage: 10 });
    await up({ app: "books", percentage: 25 });
    assert.deepEqual(shares(), [10, 25]);
    await good(shop.workspace.canary("rollback", "--reason", "a test", "--yes"));
    assert.deepEqual(shares(), [0, 25]);
    await up({ app: "books", percentage: 50 });
    assert.deepEqual(shares(), [0, 50]);
  });
});
