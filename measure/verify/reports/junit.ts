import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { inWords, ReportError, type Reading } from "./reading.ts";

/**
 * Read a JUnit report: of Jest, Vitest, Mocha, Playwright, node --test and whoever else writes it. There
 * is no standard; this reads what the Ant schema and its heirs agree on.
 * https://github.com/windyroad/JUnit-Schema, https://github.com/testmoapp/junitxml
 *
 * Passes where there is a test, none failed or erred, and not more were skipped than may be. Cases are
 * counted; a suite's own numbers count where they are the worse ones, as for a suite that broke before
 * its first case.
 *
 * @param skippable the most tests that may be skipped
 */
export function readJunit(text: string, skippable: number): Reading {
  const elements = elementsIn(rootOf(text));
  const cases = elements.filter(({ name }) => name === "testcase");
  const suites = elements.filter(({ name }) => name === "testsuite" || name === "testsuites");
  const having = (child: string) =>
    cases.filter((one) => childrenOf(one).some(({ name }) => name === child)).length;
  const said = (attribute: string) =>
    Math.max(0, ...suites.map(({ attributes }) => Number(attributes[attribute] ?? 0) || 0));
  const counts = {
    tests: cases.length,
    failures: Math.max(having("failure"), said("failures")),
    errors: Math.max(having("error"), said("errors")),
    skipped: Math.max(having("skipped"), said("skipped")),
  };
  const { tests, failures, errors, skipped } = counts;
  const passes = tests > 0 && failures === 0 && errors === 0 && skipped <= skippable;
  const limit = skipped > skippable ? ` (${skippable} may be)` : "";
  return { verdict: passes ? "pass" : "fail", seen: `${inWords(counts)}${limit}`, counts };
}

function rootOf(text: string): XmlElement {
  let root: XmlElement | null;
  try {
    root = parseXml(text).root;
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new ReportError(`is not XML: ${first ?? ""}`);
  }
  if (root?.name !== "testsuites" && root?.name !== "testsuite")
    throw new ReportError(`is no JUnit report: its root is ${root?.name ?? "missing"}`);
  return root;
}

/** An element with all that is in it. */
function elementsIn(root: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  const left = [root];
  for (let one = left.pop(); one; one = left.pop()) {
    found.push(one);
    left.push(...childrenOf(one));
  }
  return found;
}

function childrenOf({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => child instanceof XmlElement);
}
