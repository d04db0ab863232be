/**
 * Gives stack traces back to Node. Pulumi's entry installs source-map-support, which maps each stack
 * that is read, and the SDK reads one for every resource and promise: a third of a preview's time went
 * into maps of files that are not shipped. This program needs none: Node strips its types in place, so
 * lines and columns are those of the source.
 *
 * Import it first. https://github.com/evanw/node-source-map-support#options,
 * https://nodejs.org/api/typescript.html#type-stripping
 */
Reflect.deleteProperty(Error, "prepareStackTrace");
