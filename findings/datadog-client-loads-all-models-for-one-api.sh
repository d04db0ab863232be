#!/usr/bin/env bash
# Whoever finds a client too heavy imports the one file of it that is needed. Found: one API's file of
# Datadog's client loads the models of all APIs of its version, since each file requires the one serializer,
# which requires every model. So importing deep saves nothing but the other version.
# Source: dist/packages/datadog-api-client-v1/models/ObjectSerializer.js, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @datadog/datadog-api-client@1.64.0
cat >count.cjs <<'JS'
const packages = "@datadog/datadog-api-client/dist/packages";
require(`${packages}/datadog-api-client-v1/apis/AuthenticationApi.js`);
const models = Object.keys(require.cache).filter((file) => /[\\/]datadog-api-client-v1[\\/]models[\\/]/.test(file));
const own = models.filter((file) => /Authentication|APIErrorResponse|ObjectSerializer/.test(file));
console.log(models.length, own.length);
JS
read -r models own < <(node count.cjs)
echo "@datadog/datadog-api-client 1.64.0: one API with one call loads $models files of models, of which $own are named after it"
[ "$models" -gt 500 ] && [ "$own" -lt 10 ] || { echo "this finding is out of date" >&2; exit 1; }
# Found: @datadog/datadog-api-client 1.64.0: one API with one call loads 777 files of models, of which 5 are
# named after it
