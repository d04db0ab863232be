import { CLOUDS } from "./all.ts";
import { serve } from "./engine/serve.ts";
import { Store } from "./store/store.ts";

export type {
  Call,
  Deployment,
  Fault,
  FaultKind,
  Operation,
  Properties,
  Resource,
} from "./store/rows.ts";
export type { Store } from "./store/store.ts";

/** Stand-in clouds that run in this process. */
export interface Clouds {
  /** The file that holds what they hold. */
  readonly file: string;
  /** What `PULUMI_DEBUG_PROVIDERS` must be for the engine to use them: `aws:PORT,cloudflare:PORT,…`. */
  readonly debugProviders: string;
  /** Stop them. The file stays. */
  close(): Promise<void>;
}

/**
 * Start the stand-in clouds, each a Pulumi provider on a free port of 127.0.0.1. What the file
 * already holds is there again.
 *
 *     const clouds = await startClouds({ file: "clouds.sqlite" });
 *     const store = openStore(clouds.file);
 *     store.deployment({ project: "shop", id: "dpl_1", version: "1.0.0", commit: "…" });
 *     store.fault({ type: "aws:route53/record:Record", operation: "update", kind: 429 });
 *     // PULUMI_DEBUG_PROVIDERS=${clouds.debugProviders} pulumi up
 *     store.resources("vercel:index/alias:Alias").map(({ outputs }) => outputs["deploymentId"]);
 */
export async function startClouds({ file }: { readonly file: string }): Promise<Clouds> {
  const store = new Store(file, CLOUDS);
  const servers = await Promise.all(CLOUDS.map((cloud) => serve(cloud, store, CLOUDS)));
  const ports = servers.map(({ port }, index) => `${CLOUDS[index]?.name ?? ""}:${port}`);
  return {
    file,
    debugProviders: ports.join(","),
    close: async () => {
      for (const server of servers) server.close();
      // The calls that were cut off log that first.
      await new Promise(setImmediate);
      store.close();
    },
  };
}

/** Open the file of stand-in clouds, also of those that another process runs. */
export function openStore(file: string): Store {
  return new Store(file, CLOUDS);
}
