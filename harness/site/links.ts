/** What a matrix page is asked for. */
interface MatrixAsked {
  readonly rows?: string;
  readonly cols?: string;
  readonly state?: string;
  readonly q?: string;
}

const hash = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []))
    .join("&");

/** The address of a matrix, from the site's root: its state stands after the #. */
export const matrixHref = (asked: MatrixAsked): string => `matrix.html#${hash({ ...asked })}`;

/** The address of a cell's page. */
export const cellHref = (cell: string): string => `cell.html#${hash({ cell })}`;

/** The address of a comparison: of which dimension, and its two values. */
export const compareHref = (asked: { readonly by: string; readonly a: string; readonly b: string }): string => `compare.html#${hash({ ...asked })}`;
