import cli from "./component-faults-cli.mjs";
import files from "./component-faults-files.mjs";
import componentPaths from "./component-faults-paths.mjs";
import componentSockets from "./component-faults-sockets.mjs";
import streams from "./component-faults-streams.mjs";
import descriptors from "./faults-descriptors.mjs";
import directory from "./faults-directory.mjs";
import links from "./faults-links.mjs";
import open from "./faults-open.mjs";
import paths from "./faults-paths.mjs";
import poll from "./faults-poll.mjs";
import position from "./faults-position.mjs";
import processes from "./faults-process.mjs";
import read from "./faults-read.mjs";
import sockets from "./faults-sockets.mjs";
import write from "./faults-write.mjs";

const all = [
  ...processes,
  ...descriptors,
  ...read,
  ...write,
  ...position,
  ...directory,
  ...links,
  ...paths,
  ...open,
  ...poll,
  ...sockets,
  ...cli,
  ...streams,
  ...files,
  ...componentPaths,
  ...componentSockets,
];

/** A fault by its name. Throws where there is none. */
export const faultNamed = (id) => {
  const found = all.find((fault) => fault.id === id);
  if (!found) throw new Error(`there is no fault ${id}`);
  return found;
};

const unstable = "the function is unstable in WASI 0.2: no toolchain here imports it, and engines refuse it without an option";
const listener = "POSIX refuses to shut a socket that listens, and Linux does it and tells success: engines that ask the system do the same";
const resolver = "a name that is not there takes a resolver to know it: where a machine has none, or a sandbox no network, it is another error or none";
/** Faults that no probe can find, each with the reason. */
const unfindable = {
  "exit-exit-with-code-zero": unstable,
  "exit-exit-with-code-one": unstable,
  "exit-exit-with-code-one-more": unstable,
  "exit-exit-with-code-over-125": unstable,
  "network-network-error-code-none": unstable,
  "insecure-seed-insecure-seed-zero": 'the text allows any value: "The returned values [...] may even be entirely deterministic"',
  "resolve-address-stream-resolve-next-address-unknown-succeeds": resolver,
  "resolve-address-stream-resolve-next-address-unknown-temporary": resolver,
  "sock-shutdown-listener-succeeds": listener,
  "sock-shutdown-listener-inval": listener,
};

const list = () =>
  all.map(({ id, on, kind, about, run }) => ({
    id,
    on,
    way: kind,
    about,
    ...(run.after ? { after: run.after } : {}),
    ...(unfindable[id] ? { why: unfindable[id] } : {}),
  }));

// By how little stands between a language's programs and WASI: cells of the first ones seek faults. It decides no verdict.
const nearest = ["wat", "c", "rust", "zig", "cpp", "assemblyscript", "go"];

/** All faults, as data: by name, the function that is wrong, the kind, and one sentence. `nearest`: languages in the order of their use. */
export default Object.assign(list, { nearest });
