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
 * The text of blocks, in at most so many characters: what matters least is left out first, of many blocks
 * that matter as much the last ones, and of one its lines from the end; no tag stays open.
 */
export function fit(blocks: readonly Block[], limit: number): string {
  const all = textOf(blocks);
  if (all.length <= limit) return all;
  let fitted: readonly Block[] = blocks.map((one) => ({
    ...one,
    head: one.head.split("\n").map(short).join("\n"),
    lines: one.lines.map(short),
  }));
  const ranks = new Set(fitted.flatMap(({ lines, rank }) => (lines.length > 0 ? rank : [])));
  for (const rank of [...ranks].sort((a, b) => a - b)) {
    if (textOf(fitted).length <= limit) break;
    fitted = thinned(fitted, rank, limit);
    if (textOf(fitted).length <= limit) break;
    fitted = fitted.map((one, at, now) =>
      one.rank === rank && one.lines.length > 0 ? shortened(one, limit, now, at) : one,
    );
  }
  return textOf(fitted);
}

/** The blocks with as many of a rank as fit, the first one in any case. */
function thinned(blocks: readonly Block[], rank: number, limit: number): readonly Block[] {
  const those = blocks.filter((one) => one.rank === rank && one.lines.length > 0);
  const keeping = (count: number) => {
    const gone = those.slice(count);
    return blocks.flatMap((one) =>
      one === gone[0] ? whole(more(gone.length)) : gone.includes(one) ? [] : one,
    );
  };
  const count = most(1, those.length, (some) => textOf(keeping(some)).length <= limit);
  return keeping(count);
}

/** The most of something that is well; the least where none is. */
function most(least: number, all: number, isWell: (count: number) => boolean): number {
  let [from, to] = [least, Math.max(least, all)];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (isWell(middle)) from = middle;
    else to = middle - 1;
  }
  return from;
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
  return keeping(most(0, block.lines.length - 1, fits));
}

function note({ mark }: Block, gone: number): string {
  return `\n${mark}\n${mark}${more(gone)}`.replace(/ +\n/g, "\n");
}

function more(gone: number): string {
  return `${gone} more: \`./canary review\` in a terminal shows them.`;
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
