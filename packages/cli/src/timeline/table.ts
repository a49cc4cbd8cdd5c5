/** A table under a title: columns as wide as they need to be, two spaces apart. */
export interface Table {
  readonly title: string;
  /** What their cells are of. Amounts end at the right. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The table as lines of text, or nothing at all if it has no rows. */
export function tableText({ title, columns, rows }: Table): string {
  if (rows.length === 0) return "";
  const lines = [columns, ...rows];
  const widths = columns.map((_, index) =>
    lines.reduce((width, cells) => Math.max(width, widthOf(cells[index] ?? "")), 0),
  );
  const texts = lines.map((cells) => {
    const padded = widths.map((width, index) => {
      const cell = cells[index] ?? "";
      const space = " ".repeat(width - widthOf(cell));
      return columns[index] === "amount" ? space + cell : cell + space;
    });
    return `  ${padded.join("  ")}`.trimEnd();
  });
  return [title, ...texts, ""].join("\n");
}

/** In characters as a terminal counts them, near enough: not in UTF-16 units. */
function widthOf(cell: string): number {
  return [...cell].length;
}
