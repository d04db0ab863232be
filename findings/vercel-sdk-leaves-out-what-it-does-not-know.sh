#!/usr/bin/env bash
# Most people think that a vendor's client sends the body that it is given, or refuses a key that it does
# not know. Found: @vercel/sdk makes each body anew out of its own schemas and leaves out every key that is
# not in them, without a word. So a misspelt key, or a setting that Vercel has had for longer than the
# installed SDK, is a call that succeeds and changes nothing. Types do not help where the body comes from
# a file or by a spread.
# Source: the package's models, whose schemas are zod objects that strip, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @vercel/sdk@1.28.35
cat >body.mjs <<'JS'
import { addProjectDomainRequestBodyToJSON as toJson } from "@vercel/sdk/models/addprojectdomainop.js";
const sent = toJson({ name: "www.example.com", gitbranch: "staging", redirectStatusCode: 308 });
let refused = "taken";
try {
  toJson({ name: "www.example.com", redirectStatusCode: 309 });
} catch {
  refused = "refused";
}
console.log("@vercel/sdk 1.28.35");
console.log(`gitbranch in place of gitBranch: ${sent}`);
console.log(`a status code of 309: ${refused}`);
const isSo = sent === '{"name":"www.example.com","redirectStatusCode":308}' && refused === "refused";
process.exit(isSo ? 0 : 1);
JS
node body.mjs || { echo "this finding is out of date" >&2; exit 1; }
# Found: {"name":"www.example.com","redirectStatusCode":308}; a status code of 309 is refused.
