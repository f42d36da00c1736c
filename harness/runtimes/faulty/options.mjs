/**
 * The options of a faulty host, which stand before those of the host that it stands around: the named fault (`--fault=ID`), whether it
 * tells the calls (`--calls`), the folder of packages, addresses to listen at, and directories on this machine, in their order.
 */
export const takeOptions = (words) => {
  const taken = { fault: undefined, calls: false, modules: undefined, listen: [], folders: [] };
  const rest = [];
  let at = 0;
  for (; words[at]?.startsWith("--"); at++) {
    const [name, value] = [words[at].replace(/=.*/s, ""), words[at].slice(words[at].indexOf("=") + 1)];
    if (name === "--fault") taken.fault = value;
    else if (name === "--calls") taken.calls = true;
    else if (name === "--listen") taken.listen.push(value);
    else {
      if (name === "--modules") taken.modules = value;
      if (name === "--dir") taken.folders.push(value.slice(0, value.lastIndexOf("::")));
      rest.push(words[at]);
    }
  }
  return { ...taken, rest: [...rest, ...words.slice(at)] };
};
