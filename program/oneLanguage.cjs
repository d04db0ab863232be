/**
 * Has zod load no messages in fifty languages, since none is used here: without them it loads in half the
 * time. To be loaded before all that imports it.
 */
const { registerHooks } = require("node:module");

registerHooks({
  resolve(specifier, context, next) {
    const isZods =
      specifier === "../locales/index.js" && context.parentURL?.includes("/node_modules/zod/");
    return isZods
      ? { url: "data:text/javascript,", format: "module", shortCircuit: true }
      : next(specifier, context);
  },
});
