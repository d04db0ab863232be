/**
 * The text of a report by its byte order mark, which is left out; UTF-8 where there is none. Windows'
 * PowerShell writes UTF-16 when it redirects.
 * https://www.unicode.org/faq/utf_bom.html#BOM
 */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
