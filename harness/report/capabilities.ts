import type { CapabilitySquare, CapabilityTable } from "../model/capabilities.ts";
import { gatehouseWords } from "../model/command.ts";
import { printable, shellLine } from "../model/text.ts";
import type { Style } from "./style.ts";
import { fittedLines, type TableCell } from "./table.ts";

const show = (square: CapabilitySquare, style: Style): TableCell => {
  switch (square.is) {
    case "works":
      return { text: "yes", paint: style.good };
    case "fails": {
      const { passed, failed, on, known } = square;
      const text = `${passed === 0 ? "no" : `${passed}/${passed + failed}`} ${on.join(", ")}`;
      return known ? { text: `${text} (known)`, paint: style.warn } : { text, paint: style.bad };
    }
    case "cannot":
      return { text: "cannot", paint: style.dim };
    case "unknown":
      return { text: "?", paint: style.warn };
    case "not-ported":
      return { text: "-", paint: style.dim };
  }
};

const noteOf = (square: CapabilitySquare): string | undefined => {
  const reason = square.is === "cannot" ? square : square.is === "fails" ? square.known : undefined;
  if (reason) return printable(`${square.is === "cannot" ? "cannot: " : ""}${reason.why}${reason.link ? ` ${reason.link}` : ""}`);
  return square.is === "fails"
    ? `${shellLine([...gatehouseWords, "show", square.cells[0] ?? ""])}${square.cells.length > 1 ? `, and ${square.cells.length - 1} more` : ""}`
    : undefined;
};

// One line a reason: capabilities and languages that share it stand together.
const noteLines = ({ rows, languages }: CapabilityTable): string[] => {
  const notes = rows.flatMap(({ capability, squares }) =>
    squares.flatMap((square, column) => {
      const note = noteOf(square);
      return note ? [{ note, capability, language: languages[column] as string }] : [];
    }),
  );
  return [...Map.groupBy(notes, ({ note }) => note)].map(([note, own]) => {
    const each = (of: "capability" | "language"): string => [...new Set(own.map((one) => one[of]))].join(", ");
    return `  ${each("capability")}: ${each("language")}: ${note}`;
  });
};

// Languages that a lane cannot run at all take a line instead of a column each.
const splitLanguages = (table: CapabilityTable): { readonly shown: CapabilityTable; readonly absent: string[] } => {
  const whyNone = table.languages.map((_, column) => {
    const squares = table.rows.map((row) => row.squares[column]);
    const notes = new Set(squares.map((square) => (square?.is === "cannot" ? noteOf(square) : undefined)));
    return notes.size === 1 ? [...notes][0] : undefined;
  });
  const isShown = (_: unknown, column: number): boolean => whyNone[column] === undefined;
  const absent = Map.groupBy(
    table.languages.filter((_, column) => whyNone[column] !== undefined),
    (language) => whyNone[table.languages.indexOf(language)],
  );
  return {
    shown: {
      ...table,
      languages: table.languages.filter(isShown),
      rows: table.rows.map(({ capability, squares }) => ({ capability, squares: squares.filter(isShown) })),
    },
    absent: [...absent].map(([why, languages]) => `  all: ${languages.join(", ")}: ${why}`),
  };
};

const says = ({ is }: CapabilitySquare): boolean => is === "works" || is === "fails" || is === "cannot";

/** The table that tells most: of several the last by name, which of one runtime is the newest. */
const mostTelling = (tables: readonly CapabilityTable[]): CapabilityTable | undefined => {
  const weight = ({ rows }: CapabilityTable): number => rows.flatMap(({ squares }) => squares.filter(says)).length;
  const works = ({ rows }: CapabilityTable): number => rows.flatMap(({ squares }) => squares.filter(({ is }) => is === "works" || is === "fails")).length;
  return tables.toSorted((a, b) => works(a) - works(b) || weight(a) - weight(b)).at(-1);
};

const showShort = (square: CapabilitySquare, style: Style): TableCell => {
  if (square.is !== "fails") return show(square, style);
  const { passed, failed, known } = square;
  const text = `${passed === 0 ? "no" : `${passed}/${passed + failed}`}${known ? "*" : "!"}`;
  return { text, paint: known ? style.warn : style.bad };
};

/** One table in short, of the lane that tells most, and how to see the rest. */
export const capabilitiesInShort = (tables: readonly CapabilityTable[], style: Style): string[] => {
  const whole = mostTelling(tables);
  if (!whole) return [];
  const { shown: table, absent } = splitLanguages(whole);
  const rows = table.rows.filter(({ squares }) => squares.some(({ is }) => is !== "not-ported"));
  const cells: TableCell[][] = [
    ["capability", ...table.languages].map((text) => ({ text, paint: style.bold })),
    ...rows.map(({ capability, squares }) => [{ text: capability }, ...squares.map((square) => showShort(square, style))]),
  ];
  const others = tables.length - 1;
  return [
    `${style.bold(table.lane)}  ${style.dim(table.source)}`,
    ...fittedLines(cells, 1, style.columns),
    ...absent.map((text) => style.dim(text.trim())),
    "",
    style.dim("no*, 3/5*: fails for a written reason; no!, 3/5!: for none; cannot: with proof; ?: nothing that counts; -: not ported"),
    `${style.dim("reasons, and the cells that fail:")} ${shellLine([...gatehouseWords, "capabilities", `lane=${table.lane}`])}`,
    ...(others > 0 ? [`${style.dim(`${others} more ${others === 1 ? "lane" : "lanes"}:`)} ${shellLine([...gatehouseWords, "capabilities", "--all"])}`] : []),
  ];
};

const blockLines = (whole: CapabilityTable, style: Style): string[] => {
  const { shown: table, absent } = splitLanguages(whole);
  const { lane, source, languages } = table;
  // What nobody has tried in this lane is no news.
  const rows = table.rows.filter(({ squares }) => squares.some(({ is }) => is !== "not-ported"));
  const cells: TableCell[][] = [
    ["capability", ...languages].map((text) => ({ text, paint: style.bold })),
    ...rows.map(({ capability, squares }) => [{ text: capability }, ...squares.map((square) => show(square, style))]),
  ];
  const notes = [...absent, ...noteLines(table)].map(style.dim);
  return [
    `${style.bold(lane)}  ${style.dim(source)}`,
    ...fittedLines(cells, 1, style.columns === undefined ? undefined : style.columns - 2).map((line) => (line === "" ? "" : `  ${line}`)),
    ...notes,
  ];
};

/**
 * What each language has of each capability, a block a lane: `yes`; passed/all or `no`, with whose fault; `cannot`, with the reason
 * below; `-` not ported; `?` nothing that counts.
 */
export const capabilityLines = (tables: readonly CapabilityTable[], style: Style): string[] =>
  tables.flatMap((table, index) => [...(index > 0 ? [""] : []), ...blockLines(table, style)]);
