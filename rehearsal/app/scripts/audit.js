// Asks a list of advisories, kept beside the app, about each dependency; prints what npm audit would.
import { readFileSync } from "node:fs";

const read = (file) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
const number = (version) => version.split(".").reduce((all, part) => all * 1000 + Number(part), 0);

const dependencies = read("dependencies.json");
const vulnerabilities = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 };
for (const { package: name, below, severity } of read("advisories.json")) {
  const version = dependencies[name];
  if (version === undefined || number(version) >= number(below)) continue;
  vulnerabilities[severity]++;
  vulnerabilities.total++;
}
console.log(JSON.stringify({ auditReportVersion: 2, metadata: { vulnerabilities } }));
