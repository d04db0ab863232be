/** A block of a comment: lines that stand, and between them lines of which the last may be left out. */
export interface Block {
  /** What stands before the lines and after them. */
  readonly head: string;
  readonly lines: readonly string[];
  readonly tail: string;
  /** What each line begins with: `> ` in an alert. */
  readonly mark: string;
  /** What is left out first has the lowest; blocks without lines stay in any case. */
  readonly rank: number;
}

/** A block that is never shortened. */
export function whole(text: string): Block {
  return { head: text, lines: [], tail: "", mark: "", rank: 0 };
}

/** The longest that a line may be where something has to go, in characters. */
const LINE = 2000;

/**
 * The text of blocks, in at most so many characters: what matters least is left out first, line by line
 * from its end, and no tag stays open.
 */
export function fit(blocks: readonly Block[], limit: number): string {
  const all = textOf(blocks);
  if (all.length <= limit) return all;
  let fitted: readonly Block[] = blocks.map((one) => ({ ...one, lines: one.lines.map(short) }));
  const order = [...fitted.keys()]
    .filter((index) => (fitted[index]?.lines.length ?? 0) > 0)
    .sort((a, b) => (fitted[a]?.rank ?? 0) - (fitted[b]?.rank ?? 0));
  for (const index of order) {
    if (textOf(fitted).length <= limit) break;
    fitted = fitted.map((one, at) => (at === index ? shortened(one, limit, fitted, index) : one));
  }
  return textOf(fitted);
}

/** The block with as many lines as fit. */
function shortened(block: Block, limit: number, blocks: readonly Block[], index: number): Block {
  const keeping = (count: number): Block => ({
    ...block,
    lines: block.lines.slice(0, count),
    tail: `${note(block, block.lines.length - count)}${block.tail}`,
  });
  const fits = (count: number) =>
    textOf(blocks.map((one, at) => (at === index ? keeping(count) : one))).length <= limit;
  let [least, most] = [0, block.lines.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  return keeping(least);
}

function note({ mark }: Block, gone: number): string {
  return `\n${mark}\n${mark}${gone} more: \`./canary review\` in a terminal shows them.`.replace(
    / +\n/g,
    "\n",
  );
}

function textOf(blocks: readonly Block[]): string {
  return blocks
    .map(
      ({ head, lines, tail }) =>
        `${[head, ...lines].filter((one) => one !== "").join("\n")}${tail}`,
    )
    .join("\n\n");
}

/** A line that is cut at no tag, escape or letter of two halves. */
function short(line: string): string {
  if (line.length <= LINE) return line;
  const cut = line
    .slice(0, LINE)
    .replace(/<[^>]*$/, "")
    .replace(/&[^;\s]*$/, "")
    .replace(/\\$/, "")
    .replace(/[\uD800-\uDBFF]$/, "");
  return `${cut}…`;
}
