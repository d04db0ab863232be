#!/usr/bin/env bash
# Most people think that a policy pack gets a stack's resources once and hands them to its policies.
# Found: the SDK converts all properties of all resources again for each stack policy, and those of a
# resource for each resource policy; so a pack's cost is policies times resources, before any policy has
# run. A resource policy that names its type by validateResourceOfType is passed over before that.
# Source: the SDK's server.js, makeAnalyzeStackRpcFun and makeAnalyzeRpcFun, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @pulumi/policy@1.21.0 @pulumi/pulumi@3.270.0
cat >count.cjs <<'JS'
const server = require("@pulumi/policy/server");
const { validateResourceOfType } = require("@pulumi/policy");
const proto = require("@pulumi/pulumi/proto/analyzer_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
let converted = 0;
const real = Struct.prototype.toJavaScript;
Struct.prototype.toJavaScript = function () {
  converted++;
  return real.call(this);
};
const counted = async (answer, request) => {
  converted = 0;
  await new Promise((resolve, reject) => {
    answer({ request }, (error, value) => (error ? reject(error) : resolve(value)));
  });
  return converted;
};
const resources = Array.from({ length: 10 }, (_, index) => {
  const resource = new proto.AnalyzerResource();
  resource.setType("test:index:Thing");
  resource.setUrn(`urn:pulumi:dev::test::test:index:Thing::${index}`);
  resource.setProperties(Struct.fromJavaScript({ size: index }));
  resource.setOptions(new proto.AnalyzerResourceOptions());
  return resource;
});
const named = (index) => ({ name: `policy-${index}`, description: "d", enforcementLevel: "advisory" });
const five = (rest) => Array.from({ length: 5 }, (_, index) => ({ ...named(index), ...rest }));
(async () => {
  const stack = new proto.AnalyzeStackRequest();
  stack.setResourcesList(resources);
  const request = new proto.AnalyzeRequest();
  request.setType("test:index:Thing");
  request.setProperties(Struct.fromJavaScript({ size: 1 }));
  request.setOptions(new proto.AnalyzerResourceOptions());
  const of = (make, policies) => server[make]("pack", "1", "advisory", policies);
  const other = { __pulumiType: "test:index:Other" };
  const seen = {
    stack: await counted(of("makeAnalyzeStackRpcFun", five({ validateStack: () => {} })), stack),
    resource: await counted(of("makeAnalyzeRpcFun", five({ validateResource: () => {} })), request),
    typed: await counted(
      of("makeAnalyzeRpcFun", five({ validateResource: validateResourceOfType(other, () => {}) })),
      request,
    ),
  };
  console.log(
    `@pulumi/policy 1.21.0: 5 stack policies over 10 resources convert ${seen.stack}; 5 resource policies over one convert ${seen.resource}, of another type ${seen.typed}`,
  );
  process.exit(seen.stack === 50 && seen.resource === 5 && seen.typed === 0 ? 0 : 1);
})();
JS
node count.cjs || { echo "it converts another number of times: this finding is out of date" >&2; exit 1; }
# Found: @pulumi/policy 1.21.0: 5 stack policies over 10 resources convert 50; 5 resource policies over one
# convert 5, of another type 0
