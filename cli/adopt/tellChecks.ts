import { lineWidth, wrapped } from "../wrap.ts";
import { isVerified, type Check } from "./checks.ts";

/** What was checked of a host, a line each: `ok      stable's leg  …`. */
export function tellChecks(host: string, checks: readonly Check[]): void {
  const widest = Math.max(...checks.map(({ title }) => title.length));
  console.log(`\n${host}`);
  for (const check of checks) {
    const { title, finding } = check;
    const first = `  ${isVerified(check) ? "ok    " : "NOT OK"}  ${title.padEnd(widest)}  `;
    const text = "observed" in finding ? finding.observed : finding.why;
    for (const line of wrapped(text, lineWidth(), first, " ".repeat(first.length)))
      console.log(line);
  }
}
