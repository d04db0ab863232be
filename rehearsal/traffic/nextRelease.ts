import { verifyStep } from "../evidence.ts";
import { updated } from "../update.ts";
import type { LiveProduction } from "./liveProduction.ts";

/** How long each stage holds for whoever goes on by hand, as config has it. */
const SOAK = "20s";

/** Leave the stage so that somebody can go on by hand: the next release prepared, and soaks to watch. */
export async function prepareNextRelease({
  workspace,
  fixtures,
  plan,
  app,
}: LiveProduction): Promise<void> {
  const slow = plan.map(({ percentage }) => ({ percentage, soak: SOAK }));
  await updated(workspace, "production", {
    canary: fixtures.nextRelease,
    set: { plan: slow, rollback: null },
  });
  await verifyStep(workspace, app, fixtures.nextRelease, "start");
}
