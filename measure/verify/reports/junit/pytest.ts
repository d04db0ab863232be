import { XmlElement } from "@rgrove/parse-xml";
import { childrenOf } from "../xml.ts";

/** What pytest writes of its suite, all of it in any case. */
const ATTRIBUTES = "errors failures hostname name skipped tests time timestamp";

/**
 * Whether a suite is the one that pytest writes, by all that is particular to it. pytest counts a subtest
 * that passed as a test, and writes no case for it; what it did not run it does not count. So its count says
 * nothing of tests that are missing. Of others that call a suite so, it does.
 * https://github.com/pytest-dev/pytest/blob/main/src/_pytest/junitxml.py (LogXML.pytest_sessionfinish)
 */
export function isOfPytest({ attributes, parent, children }: XmlElement): boolean {
  if (!(parent instanceof XmlElement) || parent.name !== "testsuites") return false;
  const of = parent.attributes["name"];
  return (
    (of === "pytest tests" || (of === undefined && attributes["name"] === "pytest")) &&
    Object.keys(attributes).sort().join(" ") === ATTRIBUTES &&
    childrenOf(parent).length === 1 &&
    children.every((child) => !(child instanceof XmlElement) || child.name !== "testsuite")
  );
}
