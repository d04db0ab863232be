// Clears the cache, a folder here, and says how many keys it had and has.
import { mkdirSync, readdirSync, rmSync } from "node:fs";

const cache = new URL("../cache/", import.meta.url);
mkdirSync(cache, { recursive: true });
const before = readdirSync(cache).length;
for (const key of readdirSync(cache)) rmSync(new URL(key, cache));
console.log(JSON.stringify({ before, after: readdirSync(cache).length }));
