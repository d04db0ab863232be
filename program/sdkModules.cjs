/**
 * Pulumi's SDK by the files that it requires, so that one of them can be left out or come later. Another version
 * of it may require other files: what it does not require is passed over.
 */
const { createRequire } = require("node:module");

/** Requires as the SDK does. */
const sdk = createRequire(require.resolve("@pulumi/pulumi"));

/** The file that the SDK requires by a name; nothing where this version of it requires none. */
function resolved(name) {
  try {
    return sdk.resolve(name);
  } catch {
    return undefined;
  }
}

/** Have a file be loaded already, with these exports; nothing where there is no such file. */
function provide(filename, exports) {
  if (filename === undefined) return;
  require.cache[filename] ??= {
    id: filename,
    filename,
    loaded: true,
    children: [],
    paths: [],
    exports,
  };
}

/**
 * What stands for a module's exports until something of them is used, whoever uses them. It may be called, as
 * exports that are a function are.
 *
 * @param load gives the exports
 * @param eager properties for which nothing is loaded
 */
function lazy(load, eager) {
  return new Proxy(() => undefined, {
    get(_target, key) {
      if (Object.hasOwn(eager, key)) return eager[key];
      // Whoever believes `__esModule` looks here for exports that are a function.
      return key === "default" && !load().__esModule ? load() : load()[key];
    },
    has: (_target, key) => Object.hasOwn(eager, key) || key in load(),
    ownKeys: () => Reflect.ownKeys(load()),
    getOwnPropertyDescriptor(_target, key) {
      const own = Reflect.getOwnPropertyDescriptor(load(), key);
      return own && { ...own, configurable: true };
    },
    apply: (_target, self, args) => Reflect.apply(load(), self, args),
  });
}

module.exports = { sdk, resolved, provide, lazy };
