import assert from "node:assert/strict";
import { type Production, production, traffic } from "./production.ts";

const KINDS = ["aws:", "vercel:index/alias", "canary:index:Rollout", "pulumi:index:Stash"];

/** The resources that a preview prints as changed, and the ones that the state has. */
async function observed(production: Production) {
  const { output } = await production.workspace.pulumi("stack", "export", "--stack", "production");
  const { deployment } = JSON.parse(output) as {
    deployment: { resources: { urn: string; type: string; inputs: unknown }[] };
  };
  const all = deployment.resources.filter(
    ({ urn, type }) =>
      KINDS.some((kind) => type.startsWith(kind)) && !/Notifications|Operations/.test(urn),
  );
  return {
    routing: all.map(({ urn, inputs }) => [urn, inputs]),
    all: deployment.resources.length,
  };
}

describe("production with what routes traffic alone", () => {
  it("is what real updates made of it, and nothing of it changes", async () => {
    const [whole, part] = await Promise.all([production("25"), traffic("25")]);
    try {
      const [before, after] = [await observed(whole), await observed(part)];
      assert.deepEqual(after.routing, before.routing);
      assert.ok(after.all < before.all / 2, `${after.all} of ${before.all}`);
      const { code, output } = await part.workspace.pulumi(
        ...["preview", "--expect-no-changes", "--stack", "production"],
      );
      assert.equal(code, 0, output);
    } finally {
      await whole.close();
      await part.close();
    }
  });
});
