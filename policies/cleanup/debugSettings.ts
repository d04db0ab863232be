import { productionPolicy } from "../lib/policy.ts";
import { variablesOf } from "../lib/variables.ts";

const CHATTY = /^(debug|trace|verbose|silly|all)$/i;
const OFF = /^(|0|false|no|off)$/i;

export default productionPolicy({
  name: "debug-settings",
  level: "mandatory",
  severity: "medium",
  description: "Production runs without debug settings.",
  remediation: "Take them out of the variables in config, and deploy again.",
  judge: ({ resources }) =>
    variablesOf(resources)
      .filter(({ key, value }) => isDebug(key, value.trim()))
      .map(({ key }) => `${key} has the app run in debug`),
});

function isDebug(key: string, value: string): boolean {
  if (/(^|_)LOG_?LEVEL$/.test(key)) return CHATTY.test(value);
  if (key === "NODE_ENV") return value !== "production";
  return /(^|_)DEBUG($|_)/.test(key) && !OFF.test(value);
}
