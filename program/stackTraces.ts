import { createRequire } from "node:module";

/**
 * Gives stack traces back to Node. Pulumi's entry installs source-map-support, which maps each stack
 * that is read, and the SDK reads one for every resource and promise: a third of a preview's time went
 * into maps of files that are not shipped. This program needs none: Node strips its types in place, so
 * lines and columns are those of the source.
 *
 * A promise's is not captured, as long as nobody looks for promises that leak: the SDK keeps it for that
 * alone, and there are a thousand of them.
 *
 * Import it first. https://github.com/evanw/node-source-map-support#options,
 * https://nodejs.org/api/typescript.html#type-stripping, https://v8.dev/docs/stack-trace-api
 */
Reflect.deleteProperty(Error, "prepareStackTrace");

type Debuggable = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) {
  const sdk = createRequire(import.meta.url)("@pulumi/pulumi/runtime/debuggable.js") as {
    debuggablePromise: Debuggable;
  };
  const { debuggablePromise } = sdk;
  sdk.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
