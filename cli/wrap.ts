/** The longest line that is printed for people, in characters. */
const LONGEST = 100;

/** How wide lines may be here: the terminal's width, and 100 characters at most. */
export function lineWidth(columns: number | undefined = process.stdout.columns): number {
  return Math.max(40, Math.min(columns || LONGEST, LONGEST));
}

/**
 * A text in lines of so many characters at most, broken at spaces; a longer word is broken anywhere, so
 * that nothing is lost.
 *
 * @param indent before every line but the first, and `first` before that
 */
export function wrapped(text: string, width: number, first = "", indent = first): string[] {
  const texts = text
    .split(/\s+/)
    .filter((word) => word !== "")
    .flatMap((word) => pieces(word, width - Math.max(first.length, indent.length)));
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of texts) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

function pieces(word: string, most: number): string[] {
  return word.match(new RegExp(`.{1,${Math.max(1, most)}}`, "gsu")) ?? [];
}
