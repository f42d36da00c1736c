import { errno } from "./abi.mjs";
import { removeInside, targetOf } from "./entries.mjs";
import { metadata, times } from "./faults-descriptors.mjs";
import { also, given, stale, told } from "./mechanisms.mjs";
import { on, plus, without } from "./on.mjs";
import { at, is, lookup, makes, paths, present, removes } from "./paths.mjs";

export default [
  ...on("path_create_directory", [
    ...makes,
    [
      "wrong-value",
      "file",
      "it makes a file",
      (c) => {
        if (present()(c)) return c.call();
        const result = c.withScratch((out) => {
          const opened = c.ask("path_open", c.get("fd"), 0, c.get("path"), c.get("length"), 1, 64n, 0n, 0, out);
          if (opened === errno.success) c.ask("fd_close", c.view.getUint32(out, true));
          return opened;
        });
        return c.strike(result);
      },
    ],
    ["state-lost", "gone", "what it makes is gone again", also(at("path_remove_directory"))],
  ]),
  ...on("path_remove_directory", [
    ...removes,
    ["success-for-failure", "full-succeeds", "a directory with entries is told as removed", told("notempty", "success")],
    ["wrong-errno", "full-perm", "a directory with entries is told as perm, not notempty", told("notempty", "perm")],
    ["success-for-failure", "file-removed", "a file is removed", (c) => (is("regular")(c) ? c.strike(at("path_unlink_file")(c)) : c.call())],
    ["wrong-errno", "file-noent", "a file is told as noent, not notdir", told("notdir", "noent", is("regular"))],
    [
      "success-for-failure",
      "all-removed",
      "it removes a directory with its entries",
      (c) => {
        if (!is("directory")(c)) return c.call();
        removeInside(c);
        return c.strike(c.call());
      },
    ],
  ]),
  ...on("path_unlink_file", [
    ...removes,
    ["success-for-failure", "directory-removed", "a directory is removed", (c) => (is("directory")(c) ? c.strike(at("path_remove_directory")(c)) : c.call())],
    ["success-for-failure", "directory-succeeds", "a directory is told as removed", told(["isdir", "perm"], "success", is("directory"))],
    ["wrong-errno", "directory-noent", "a directory is told as noent, not isdir", told(["isdir", "perm"], "noent", is("directory"))],
    [
      "followed-link",
      "target",
      "it removes what a link leads to",
      (c) => {
        const target = is("link")(c) ? targetOf(c) : undefined;
        return target === undefined ? c.call() : c.strike(c.withText(target, (text, length) => c.ask("path_unlink_file", c.get("fd"), text, length)));
      },
    ],
  ]),
  ...on("path_filestat_get", [
    ...paths,
    ...metadata,
    ["followed-link", "always", "it follows a link where it should not", given({ lookup: plus(1) }, is("link"))],
    ["ignored-flag", "never", "it does not follow a link where it should", given({ lookup: without(1) }, is("link"))],
    ["wrong-errno", "loop-noent", "links in a circle are told as noent, not loop", told("loop", "noent")],
    ["success-for-failure", "dangling-succeeds", "a link to nothing is told as there", told("noent", "success", is("link"))],
    ["state-lost", "stale", "it tells what it told at first", stale("out", 64, (c) => `${c.text("path")} ${lookup(c)}`)],
  ]),
  ...on("path_filestat_set_times", [
    ...paths,
    ...times,
    ["followed-link", "always", "it follows a link where it should not", given({ lookup: plus(1) }, is("link"))],
    ["ignored-flag", "never", "it does not follow a link where it should", given({ lookup: without(1) }, is("link"))],
  ]),
];
