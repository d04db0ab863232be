import { join } from "node:path";
import { openStore, startClouds, type Store } from "../../rehearsal/clouds/index.ts";
import { workspace, type Result, type Workspace } from "./pulumi.ts";

/** A workspace of its own on stand-in clouds of its own. */
export interface InClouds {
  readonly w: Workspace;
  readonly store: Store;
  /** Run a command of Pulumi on a program. */
  run(program: string, ...command: string[]): Promise<Result & { readonly output: string }>;
  close(): Promise<void>;
}

export async function inClouds(): Promise<InClouds> {
  const w = await workspace({});
  const clouds = await startClouds({ file: join(w.dir, "clouds.sqlite") });
  const store = openStore(clouds.file);
  Object.assign(w.env, { PULUMI_DEBUG_PROVIDERS: clouds.debugProviders });
  return {
    w,
    store,
    async run(program, ...command) {
      await w.write("index.ts", program);
      const result = await w.run(...command);
      return { ...result, output: result.stdout + result.stderr };
    },
    async close() {
      store.close();
      await clouds.close();
      await w.close();
    },
  };
}
