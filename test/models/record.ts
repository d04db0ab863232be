import { writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { FILES, recorded } from "./aws/recorded.ts";
import { template } from "./aws/template.ts";
import { declared } from "./declared.ts";

/**
 * Writes anew what is declared as calls to AWS, and as a template of CloudFormation, for `make models`
 * to have both judged: `node test/models/record.ts`.
 */
const calls = await recorded(await declared());
for (const [file, value] of [
  [FILES.recorded, calls],
  [FILES.template, template(calls.calls)],
] as const) {
  const style = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(value), { ...style, filepath: file }));
}
