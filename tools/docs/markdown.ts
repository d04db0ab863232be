/** A table of Markdown; a cell may hold Markdown, no line break. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, "\\|") || " ").join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A block of commands or data. */
export function code(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** A section: its heading, then its paragraphs; those that are absent are left out. */
export function section(heading: string, ...paragraphs: (string | undefined)[]): string {
  return [heading, ...paragraphs.filter((one) => one !== undefined)].join("\n\n");
}
