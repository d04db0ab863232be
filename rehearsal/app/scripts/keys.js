// Whether each third party's key is there and of its kind.
import { readFileSync } from "node:fs";

const keys = JSON.parse(readFileSync(new URL("../keys.json", import.meta.url), "utf8"));
const wrong = Object.entries(keys).filter(([vendor, key]) => !key.startsWith(`${vendor}_test_`));
for (const [vendor] of wrong) console.log(`${vendor}: not a key of its test mode`);
process.exitCode = wrong.length === 0 ? 0 : 1;
