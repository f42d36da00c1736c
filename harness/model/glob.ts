/** A glob in which `*` stands for any text, also none, as a pattern that must fit the whole. */
export const globPattern = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  );

/** Whether a glob fits some text that begins with `start`. */
export const fitsStart = (glob: string, start: string): boolean => {
  const [literal = "", ...more] = glob.split("*");
  return literal.startsWith(start) || (more.length > 0 && start.startsWith(literal));
};
