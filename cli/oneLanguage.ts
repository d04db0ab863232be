import { registerHooks } from "node:module";

/**
 * Zod loads its messages in fifty languages, and none is used here: without them it loads in half the time.
 * To be imported before all that imports it.
 */
registerHooks({
  resolve(specifier, context, next) {
    const isZods =
      specifier === "../locales/index.js" && context.parentURL?.includes("/node_modules/zod/");
    return isZods
      ? { url: "data:text/javascript,", format: "module", shortCircuit: true }
      : next(specifier, context);
  },
});
