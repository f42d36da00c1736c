/**
 * The options of a faulty host, which stand before those of the host that it stands around: the named fault (`--fault=ID`), whether it
 * tells the calls (`--calls`), the folder of packages, and addresses to listen at.
 */
export const takeOptions = (words) => {
  const taken = { fault: undefined, calls: false, modules: undefined, listen: [] };
  const rest = [];
  let at = 0;
  for (; words[at]?.startsWith("--"); at++) {
    const [name, value] = [words[at].replace(/=.*/s, ""), words[at].slice(words[at].indexOf("=") + 1)];
    if (name === "--fault") taken.fault = value;
    else if (name === "--calls") taken.calls = true;
    else if (name === "--listen") taken.listen.push(value);
    else {
      if (name === "--modules") taken.modules = value;
      rest.push(words[at]);
    }
  }
  return { ...taken, rest: [...rest, ...words.slice(at)] };
};
