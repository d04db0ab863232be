/**
 * Gives stack traces back to Node. Pulumi's entry installs source-map-support, which maps each stack
 * that is read, and the SDK reads one for every resource and promise: a third of a preview's time went
 * into maps of files that are not shipped. This program needs none: Node strips its types in place, so
 * lines and columns are those of the source.
 *
 * The stack of a promise is left empty, as long as nobody looks for promises that leak: the SDK keeps it for
 * that alone, and reads a thousand of them.
 *
 * Import it first. https://github.com/evanw/node-source-map-support#options,
 * https://nodejs.org/api/typescript.html#type-stripping, https://v8.dev/docs/stack-trace-api
 */
if (process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) Reflect.deleteProperty(Error, "prepareStackTrace");
else Error.prepareStackTrace = (error, frames) => stackOf(error, frames);

interface Frame {
  getFunctionName(): string | null;
  toString(): string;
}

function stackOf(error: Error, frames: readonly Frame[]): string {
  if (frames[0]?.getFunctionName() === "debuggablePromise") return "";
  return [String(error), ...frames.map((frame) => `    at ${frame.toString()}`)].join("\n");
}
