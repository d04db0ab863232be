/**
 * Has V8's debugger start once a function is serialized, as for a dynamic resource. The SDK starts it before each
 * program and each policy pack, whatever they do: an await takes six times as long beside it, and Node's own
 * modules three times.
 * https://nodejs.org/api/inspector.html#class-inspectorsession,
 * https://chromedevtools.github.io/devtools-protocol/v8/Debugger/#method-enable
 */
const { promisify } = require("node:util");

let session;
/** What each script is called, for the SDK's messages. */
const urls = new Map();

async function open() {
  const { Session } = require("node:inspector");
  const opened = new Session();
  opened.connect();
  // Those that are parsed already are listed at once.
  opened.on("Debugger.scriptParsed", ({ params }) => urls.set(params.scriptId, params.url));
  await promisify(opened.post).call(opened, "Debugger.enable");
  return opened;
}

module.exports = {
  __esModule: true,
  isInitializedAsync: async () => undefined,
  getSessionAsync: () => (session ??= open()),
  getScriptUrl: (id) => urls.get(id),
};
