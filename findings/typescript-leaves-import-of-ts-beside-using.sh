#!/usr/bin/env bash
# Most people take rewriteRelativeImportExtensions for all or nothing: each import of a .ts file becomes one
# of the .js file that is written beside it. Found: where the target is older than `using` (es2024), an
# import() inside a function with `await using` keeps its .ts, with no error. The same import() in the
# function above it is rewritten, and with the target esnext both are. The program fails when it runs.
# Source: https://www.typescriptlang.org/tsconfig/#rewriteRelativeImportExtensions; the code made here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error typescript@6.0.3
echo 'export const part = 1;' >part.ts
cat >whole.ts <<'TS'
declare function open(): AsyncDisposable;
export async function plain() {
  return import("./part.ts");
}
export async function disposing() {
  await using opened = open();
  return [opened, await import("./part.ts")];
}
TS
# imported TARGET: what the compiled file imports, in order.
imported() {
  npx tsc --module nodenext --target "$1" --lib esnext --rewriteRelativeImportExtensions --outDir "$1" whole.ts
  grep -o 'import("[^"]*")' "$1/whole.js" | paste -sd ' '
}
old=$(imported es2024)
new=$(imported esnext)
printf '%s\n' 'typescript 6.0.3' "es2024: $old" "esnext: $new"
[ "$old" = 'import("./part.js") import("./part.ts")' ] &&
  [ "$new" = 'import("./part.js") import("./part.js")' ] ||
  { echo "this finding is out of date" >&2; exit 1; }
# Found: as the two lines above compare.
