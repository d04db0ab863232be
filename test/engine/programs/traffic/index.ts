// The repository's own program without what watches production, notifies people of it and keeps its data:
// three quarters of its resources, none of which routes traffic.
import { registerHooks } from "node:module";

const LEFT_OUT =
  /\/components\/(monitoring\/monitoring|notifications\/notifications|operations\/operations)\.ts$/;

registerHooks({
  resolve: (specifier, context, next) => {
    const result = next(specifier, context);
    if (!LEFT_OUT.test(result.url)) return result;
    return { ...result, url: new URL("leftOut.ts", import.meta.url).href };
  },
});

export default ((await import("../../../../index.ts")) as { default: unknown }).default;
