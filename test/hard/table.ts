/** What was measured, a line each: printed as a table once all has run. */
const rows: string[][] = [];

/** Add a row: what was done, where, and what was seen. */
export function measured(...cells: string[]): void {
  rows.push(cells);
}

/** The rows so far, in columns; they are printed once. */
export function printTable(): void {
  const all = rows.splice(0);
  const widths = all.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(cell.length, most[column] ?? 0)),
    [],
  );
  for (const row of all)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}
