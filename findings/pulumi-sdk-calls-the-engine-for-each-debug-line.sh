#!/usr/bin/env bash
# Most people think that a debug line costs nothing until somebody asks for it. Found: Pulumi's Node SDK
# calls the engine once for each, whether `--debug` was given or not, and three times for each resource;
# a line waits for the call of the line before, and the program may not end before all are through. So three
# quarters of all calls of a program are lines that the engine throws away.
# Source: log/index.js and runtime/resource.js of the SDK, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @pulumi/pulumi@3.270.0
cat >count.cjs <<'JS'
const pulumi = require("@pulumi/pulumi");
const grpc = require("@grpc/grpc-js");
const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb");
const { ResourceMonitorService } = require("@pulumi/pulumi/proto/resource_grpc_pb");
const { LogSeverity } = require("@pulumi/pulumi/proto/engine_pb");
const { RegisterResourceResponse } = require("@pulumi/pulumi/proto/resource_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const seen = { lines: 0, others: 0, atOnce: 0 };
let open = 0;
const server = new grpc.Server();
const none = (service) => Object.fromEntries(Object.keys(service).map((name) => [name, (_, done) => done({ code: 12 })]));
server.addService(EngineService, {
  ...none(EngineService),
  log({ request }, done) {
    if (request.getSeverity() === LogSeverity.DEBUG) seen.lines++;
    seen.atOnce = Math.max(seen.atOnce, ++open);
    setTimeout(() => {
      open--;
      done(null, new (EngineService.log.responseType ?? Empty)());
    }, 2);
  },
});
server.addService(ResourceMonitorService, {
  ...none(ResourceMonitorService),
  registerResource({ request }, done) {
    seen.others++;
    const response = new RegisterResourceResponse();
    response.setUrn(`urn:pulumi:dev::test::${request.getType()}::${request.getName()}`);
    response.setId(request.getName());
    done(null, response);
  },
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), async (_, port) => {
  const address = `127.0.0.1:${port}`;
  pulumi.runtime.resetOptions("test", "dev", 8, address, address, true, "organization");
  class Thing extends pulumi.CustomResource {}
  const things = Array.from({ length: 20 }, (_, index) => new Thing("test:index:Thing", `t${index}`, { size: 1 }));
  await Promise.all(things.map(({ urn }) => new Promise((done) => urn.apply(done))));
  await pulumi.log.debug("last");
  console.log(
    `@pulumi/pulumi 3.270.0: 20 resources, nobody debugs: ${seen.others} calls that register, ${seen.lines - 1} of debug lines, ${seen.atOnce} of these at once`,
  );
  process.exit(seen.others === 20 && seen.lines - 1 >= 60 && seen.atOnce === 1 ? 0 : 1);
});
JS
node count.cjs || { echo "it calls another number of times: this finding is out of date" >&2; exit 1; }
# Found: @pulumi/pulumi 3.270.0: 20 resources, nobody debugs: 20 calls that register, 60 of debug lines, 1 of
# these at once
