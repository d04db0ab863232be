import { parseXml, XmlElement, type XmlDocument } from "@rgrove/parse-xml";
import { inShort, ReportError } from "./reading.ts";

/**
 * What XML 1.0 has no place for, and reporters write all the same: control characters (the colours of a
 * terminal, in a test's name or output), as they are or as a reference.
 * https://www.w3.org/TR/xml/#charsets
 */
const NO_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;

/** A line end before the declaration, which must come first, and what a file was made longer with. */
const BEFORE = /^\s+(?=<)/;
const AFTER = /[\0\s]+$/;

/** Unicode's own sign for what cannot be displayed. It changes nothing of what is marked up. */
const REPLACEMENT = "\uFFFD";

/** Parse a report in XML, past what no XML may hold. Throws (`ReportError`). */
export function readXml(text: string): XmlDocument {
  const readable = text
    .replace(BEFORE, "")
    .replace(AFTER, "")
    .replace(NO_CHARACTER, REPLACEMENT)
    .replace(REFERENCE, (reference, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      const existing = code <= 0x10ffff && !String.fromCodePoint(code).match(NO_CHARACTER);
      return existing ? reference : REPLACEMENT;
    });
  try {
    return parseXml(readable, { preserveComments: true });
  } catch (error) {
    const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new ReportError(`is not XML: ${inShort(first, 200)}`);
  }
}

/** The elements in an element. */
export function childrenOf({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => child instanceof XmlElement);
}
