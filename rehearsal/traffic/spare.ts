import { show } from "../evidence.ts";
import { updated } from "../update.ts";
import type { Scene } from "./scene.ts";

/** How long each stage holds for whoever goes on by hand, as config has it. */
const SOAK = "20s";

/** Leave the stage as somebody can go on by hand: the spare release prepared, and soaks to be seen. */
export async function prepareSpare({ ground, cast, plan, app }: Scene): Promise<void> {
  const slow = plan.map(({ percentage }) => ({ percentage, soak: SOAK }));
  await updated(ground, "production", { canary: cast.spare, set: { plan: slow, rollback: null } });
  await show(ground, app, cast.spare, "start");
}
