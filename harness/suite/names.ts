/** Lower-case letters, digits and single hyphens: what a name may be as an id; `x` where it has none of these. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "") || "x";

/** Ids for names, in their order: two names never share one. */
export const idsFor = (prefix: string, names: readonly string[]): string[] => {
  const taken = new Set<string>();
  return names.map((name) => {
    const first = `${prefix}-${slugOf(name)}`;
    let id = first;
    for (let count = 2; taken.has(id); count++) id = `${first}-${count}`;
    taken.add(id);
    return id;
  });
};
