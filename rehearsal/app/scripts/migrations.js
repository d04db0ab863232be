// Which migrations the database still lacks, and whether the release before can go on with the schema.
import { readdirSync, readFileSync } from "node:fs";

const at = (file) => new URL(`../${file}`, import.meta.url);
const { applied } = JSON.parse(readFileSync(at("database.json"), "utf8"));
const files = readdirSync(at("migrations"));
const takesAway = (file) =>
  /\b(DROP|RENAME)\b|SET NOT NULL/i.test(readFileSync(at(`migrations/${file}`), "utf8"));
console.log(
  JSON.stringify({
    pending: files.filter((file) => !applied.includes(file)).length,
    backwardCompatible: !files.some(takesAway),
  }),
);
