/** Gives each text that it is called with a name of its own: the text, or where that is taken already `TEXT-1`, `TEXT-2` and so on. */
export const uniqueNames = (): ((text: string) => string) => {
  const taken = new Set<string>();
  return (text) => {
    let name = text;
    for (let count = 1; taken.has(name); count++) name = `${text}-${count}`;
    taken.add(name);
    return name;
  };
};
