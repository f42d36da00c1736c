import { errno, filetype } from "./abi.mjs";
import { also, gives, refuse, skip, told } from "./mechanisms.mjs";
import { on, unknown } from "./on.mjs";
import { at, is, missing, paths, present } from "./paths.mjs";

export default [
  ...on("path_link", [
    ...unknown(),
    ["no-op", "nothing", "it does nothing, and tells success", skip(missing("newpath"))],
    [
      "wrong-value",
      "symbolic",
      "it makes a symbolic link",
      (c) =>
        c.statPath()?.type === filetype.regular && missing("newpath")(c)
          ? c.strike(c.ask("path_symlink", c.get("path"), c.get("length"), c.get("newfd"), c.get("newpath"), c.get("newlength")))
          : c.call(),
    ],
    ["success-for-failure", "present-succeeds", "what is there already is told as linked", told("exist", "success")],
    ["wrong-errno", "present-perm", "what is there already is told as perm, not exist", told("exist", "perm")],
    ["success-for-failure", "missing-succeeds", "what is not there is told as linked", told("noent", "success")],
    ["wrong-errno", "missing-inval", "what is not there is told as inval, not noent", told("noent", "inval")],
    ["success-for-failure", "directory-succeeds", "a directory is told as linked", told(["perm", "acces", "isdir"], "success", is("directory"))],
    ["wrong-errno", "directory-noent", "a directory is told as noent, not perm", told(["perm", "acces", "isdir"], "noent", is("directory"))],
    ["state-lost", "moves", "the old name is gone", also(at("path_unlink_file"))],
    [
      "doubled-item",
      "replaces",
      "what is there already is replaced",
      (c) => {
        if (!present("newpath")(c) || missing()(c) || c.statPath(0, "newpath").type !== filetype.regular) return c.call();
        c.ask("path_unlink_file", c.get("newfd"), c.get("newpath"), c.get("newlength"));
        return c.strike(c.call());
      },
    ],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("path_readlink", [
    ...paths,
    ["length-off-by-one", "one-less", "it tells one byte less than the target has", gives("out", "plain", "u32", (n) => Math.max(n - 1, 0))],
    ["length-off-by-one", "one-more", "it tells one byte more than the target has", gives("out", "plain", "u32", (n) => n + 1)],
    [
      "no-op",
      "nothing",
      "it writes nothing, and tells 0 bytes",
      (c) => (is("link")(c) ? skip(undefined, () => c.setField("out", "plain", "u32", 0))(c) : c.call()),
    ],
    ["success-for-failure", "file-succeeds", "what is no link has an empty target", told("inval", "success")],
    ["wrong-errno", "file-noent", "what is no link is told as noent, not inval", told("inval", "noent")],
    [
      "failure-for-success",
      "small-buffer",
      "a small buffer is refused with range",
      (c) => {
        const result = c.call();
        return result === errno.success && c.field("out", "plain", "u32") === c.get("size") ? c.strike(errno.range) : result;
      },
    ],
    [
      "wrong-offset",
      "second-byte",
      "a target begins with its second byte",
      also((c) => c.bytes(c.get("buf"), c.field("out", "plain", "u32")).copyWithin(0, 1)),
    ],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
];
