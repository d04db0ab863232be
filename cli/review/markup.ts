// GitHub's Markdown, as https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax has it.

import { whole, type Block } from "./fit.ts";

/** Lines, and what stands around them. */
export interface Body {
  readonly open?: readonly string[];
  readonly lines: readonly string[];
  readonly close?: readonly string[];
}

/** One of GitHub's alerts; nothing where it has no body. */
export function alert(kind: string, title: string, body: Body, rank: number): Block[] {
  const { open = [], lines, close = [] } = body;
  if (lines.length === 0) return [];
  const head = [`[!${kind}]`, ...(title === "" ? [] : [`**${title}**`, ""]), ...open];
  const quoted = (all: readonly string[]) => all.map((line) => `> ${line}`.trimEnd());
  return [
    {
      head: quoted(head).join("\n"),
      lines: quoted(lines),
      tail: quoted(close)
        .map((line) => `\n${line}`)
        .join(""),
      mark: "> ",
      rank,
    },
  ];
}

/** Lines under a title, or under none; nothing where there are none. */
export function section(title: string, { open = [], lines }: Body, rank: number): Block[] {
  if (lines.length === 0) return [];
  const head = [...(title === "" ? [] : [title, ""]), ...open].join("\n");
  return [{ head, lines, tail: "", mark: "", rank }];
}

export function paragraph(text: string): Block[] {
  return text === "" ? [] : [whole(text)];
}

export function list(items: readonly string[]): Body {
  return { lines: items.map((item) => `- ${item}`) };
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): Body {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return { open: [line(head), line(head.map(() => "---"))], lines: rows.map(line) };
}

/** A part that is folded until the reader opens it. */
export function folded(title: string, { open = [], lines }: Body, rank: number): Block[] {
  if (lines.length === 0) return [];
  const head = [`<details><summary>${title}</summary>`, "", ...open].join("\n");
  return [{ head, lines, tail: "\n\n</details>", mark: "", rank }];
}

/** Text of a block of its own, in which GitHub reads HTML alone. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Text as it is, in its line. */
export function code(text: string): string {
  const line = text
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("`", "'")
    .replaceAll("|", "\\|");
  return line === "" ? '`""`' : `\`${line}\``;
}

/** Text that is no markup, names nobody and stays in its line. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*[\]<>|&#]/g, "\\$&")
    .replaceAll("@", "@<!-- -->")
    .replace(/\s*\n\s*/g, " ");
}

export function count(these: readonly unknown[], one: string, many: string): string {
  return `${these.length} ${these.length === 1 ? one : many}`;
}

/** Text that leads to an address, where there is one. */
export function linked(text: string, link: string | undefined): string {
  // Parentheses would end the link.
  const address = link?.replace(/[()<>\s]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  return address === undefined ? text : `[${text}](${address})`;
}
