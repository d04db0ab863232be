import { join } from "node:path";
import { startCloudflareApi } from "../cloudflareApi.ts";
import { openStore, startClouds } from "../clouds/index.ts";
import { DatadogOrders, startDatadogApi } from "../datadogApi/index.ts";
import { keeper } from "../keeper.ts";
import { edit, named } from "../stackFile.ts";
import { openWorkspace } from "../workspace.ts";

/** The file in a story's folder that holds what the clouds hold. */
export const CLOUDS = "clouds.sqlite";

/** The stand-in clouds of a story's folder, with the vendors' own APIs. */
export async function openStandIns(directory: string) {
  await using opened = new AsyncDisposableStack();
  const kept = keeper(opened);
  const { file, debugProviders } = kept(await startClouds({ file: join(directory, CLOUDS) }));
  const store = kept(openStore(file));
  const datadog = kept(new DatadogOrders(file));
  const api = kept(await startDatadogApi({ file }));
  const cloudflare = kept(await startCloudflareApi());
  const closing = opened.move();
  return {
    ...{ file, store, datadog },
    /** Open the workspace there, whose program queries this Datadog. */
    workspace: async (internet?: Readonly<Record<string, string>>) => {
      const workspace = await openWorkspace(directory, debugProviders, cloudflare.url, internet);
      const config = await named<object>(workspace, "production", "datadog");
      await edit(workspace, "production", { set: { datadog: { ...config, host: api.url } } });
      return workspace;
    },
    close: () => closing.disposeAsync(),
  };
}
