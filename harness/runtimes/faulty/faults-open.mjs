import { errno, filetype } from "./abi.mjs";
import { also, given, gives, refuse, skip, slow, stuck, told } from "./mechanisms.mjs";
import { on, plus, unknown, without } from "./on.mjs";

const is =
  (type, parameter = "path") =>
  (c) =>
    c.statPath(0, parameter)?.type === filetype[type];
const missing = (parameter) => (c) => c.statPath(0, parameter) === undefined;
const present = (parameter) => (c) => c.statPath(0, parameter) !== undefined;
const oflag = (bit) => (c) => (c.get("oflags") & bit) !== 0;
const fdflag = (bit) => (c) => (c.get("flags") & bit) !== 0;
const opened = (c) => c.field("out", "plain", "u32");
const isText =
  (test, parameter = "path") =>
  (c) =>
    test.test(c.text(parameter));
const both = (one, other) => (c) => one(c) && other(c);

const rename = (c, parameter = "newpath") =>
  parameter === "newpath" ? c.ask("path_unlink_file", c.get("newfd"), c.get("newpath"), c.get("newlength")) : undefined;

// Makes the call with another path, which has the first one's length at most.
const atPath =
  (change, when = () => true) =>
  (c) => {
    const before = c.text("path");
    const after = when(c) ? change(before, c) : before;
    return after === before ? c.call() : c.strike(c.withText(after, (path, length) => c.call({ path, length })));
  };

export default [
  ...on("path_open", [
    ...unknown(),
    ["ignored-flag", "create", "`creat` is ignored", given({ oflags: without(1) }, both(oflag(1), missing()))],
    ["ignored-flag", "directory", "`directory` is ignored", given({ oflags: without(2) }, oflag(2))],
    ["ignored-flag", "exclusive", "`excl` is ignored", given({ oflags: without(4) }, oflag(4))],
    ["ignored-flag", "truncate", "`trunc` is ignored", given({ oflags: without(8) }, oflag(8))],
    ["ignored-flag", "append", "`append` is ignored", given({ flags: without(1) }, fdflag(1))],
    [
      "wrong-value",
      "always-truncates",
      "a file that is opened for writing is emptied",
      given(
        { oflags: plus(8) },
        both((c) => (c.get("base") & 64n) !== 0n, is("regular")),
      ),
    ],
    ["success-for-failure", "always-creates", "what is not there is made", given({ oflags: plus(1), base: plus(64) }, both(missing(), isText(/^[^.].*[^/]$/)))],
    ["followed-link", "always", "it follows a link where it should not", given({ lookup: plus(1) }, is("link"))],
    ["ignored-flag", "never-follows", "it does not follow a link where it should", given({ lookup: without(1) }, is("link"))],
    [
      "state-lost",
      "at-end",
      "a file that is opened has its position at the end",
      also((c) => c.moveTo(c.stat(opened(c))?.size ?? 0, opened(c)), is("regular")),
    ],
    [
      "ignored-flag",
      "rights-more",
      "what is opened for reading alone may be written",
      given(
        { base: plus(64) },
        both(is("regular"), (c) => (c.get("base") & 64n) === 0n),
      ),
    ],
    [
      "ignored-flag",
      "rights-less",
      "what is opened for reading and writing may only be read",
      given(
        { base: without(64) },
        both(is("regular"), (c) => (c.get("base") & 66n) === 66n),
      ),
    ],
    ["wrong-errno", "missing-acces", "what is not there is told as acces, not noent", told("noent", "acces")],
    ["wrong-errno", "missing-notdir", "what is not there is told as notdir, not noent", told("noent", "notdir")],
    ["wrong-errno", "present-perm", "what must not be there is told as perm, not exist", told("exist", "perm")],
    ["wrong-errno", "file-noent", "a file that must be a directory is told as noent, not notdir", told("notdir", "noent", oflag(2))],
    ["wrong-errno", "through-file", "a path through a file is told as noent, not notdir", told("notdir", "noent", (c) => !oflag(2)(c) && isText(/\//)(c))],
    ["wrong-errno", "loop-noent", "a link that is not followed is told as noent, not loop", told("loop", "noent")],
    ["wrong-errno", "outside-noent", "a path that leads out is told as noent, not notcapable", told(["notcapable", "perm"], "noent", isText(/^\/|\.\./))],
    ["wrong-errno", "directory-acces", "a directory that is opened for writing is told as acces, not isdir", told("isdir", "acces")],
    ["wrong-errno", "long-noent", "a name that is too long is told as noent", told("nametoolong", "noent")],
    ["success-for-failure", "long-cut", "a name ends after 255 bytes", atPath((text) => text.replace(/[^/]{256,}$/, (name) => name.slice(0, 255)))],
    [
      "success-for-failure",
      "empty-is-here",
      "an empty path is the directory itself",
      atPath(
        () => ".",
        (c) => c.get("length") === 0,
      ),
    ],
    ["success-for-failure", "slash-ignored", "a slash after a file's name is ignored", atPath((text) => text.replace(/\/+$/, ""))],
    ["success-for-failure", "absolute-is-relative", "a path from the root counts from the directory", atPath((text) => text.replace(/^\/+/, ""))],
    ["success-for-failure", "nul-ends", "a path ends at a byte of 0", atPath((text) => text.replace(/\0.*/s, ""))],
    ["wrong-value", "any-case", "names are taken in lower case", atPath((text) => text.toLowerCase())],
    ["wrong-value", "next-descriptor", "it tells the descriptor after the one that it opened", gives("out", "plain", "u32", (n) => n + 1)],
    [
      "doubled-item",
      "shares",
      "it tells the descriptor that it opened at first",
      (c) => {
        const result = c.call();
        if (result !== errno.success) return result;
        c.state.first ??= opened(c);
        if (c.state.first === opened(c)) return result;
        c.setField("out", "plain", "u32", c.state.first);
        return c.strike(result);
      },
    ],
    ["failure-for-success", "subfolder", "a path with a slash is refused with notcapable", refuse("notcapable", isText(/\/./))],
    [
      "failure-for-success",
      "many",
      "more than ten descriptors are refused with mfile",
      (c) => {
        const result = c.call();
        if (result !== errno.success || opened(c) < 14) return result;
        c.ask("fd_close", opened(c));
        return c.strike(errno.mfile);
      },
    ],
    ["failure-for-success", "up", "a path with `..` is refused with notcapable", refuse("notcapable", isText(/(^|\/)\.\.(\/|$)/))],
    ["stuck", "stuck", "it never comes back", stuck()],
    ["slow", "late", "it takes twenty-five seconds", slow(25_000)],
  ]),
  ...on("path_rename", [
    ...unknown(),
    ["no-op", "nothing", "it does nothing, and tells success", skip(present())],
    [
      "doubled-item",
      "copies",
      "the old name stays",
      (c) => {
        if (!is("regular")(c) || !missing("newpath")(c)) return c.call();
        return c.strike(c.ask("path_link", c.get("fd"), 0, c.get("path"), c.get("length"), c.get("newfd"), c.get("newpath"), c.get("newlength")));
      },
    ],
    ["failure-for-success", "present-exist", "what is there already is not replaced", refuse("exist", both(is("regular"), is("regular", "newpath")))],
    [
      "state-lost",
      "target-gone",
      "what is there already is removed, and nothing is renamed",
      (c) => (both(is("regular"), is("regular", "newpath"))(c) ? c.strike(rename(c)) : c.call()),
    ],
    [
      "state-lost",
      "itself-gone",
      "what is renamed to itself is gone",
      (c) => {
        const [one, other] = [c.statPath(), c.statPath(0, "newpath")];
        return one && one.type === filetype.regular && one.ino === other?.ino ? c.strike(rename(c)) : c.call();
      },
    ],
    ["success-for-failure", "missing-succeeds", "what is not there is told as renamed", told("noent", "success")],
    ["wrong-errno", "missing-inval", "what is not there is told as inval, not noent", told("noent", "inval")],
    ["success-for-failure", "full-succeeds", "a directory with entries is told as replaced", told("notempty", "success")],
    ["wrong-errno", "full-perm", "a directory with entries is told as perm, not notempty", told(["notempty", "exist"], "perm", is("directory", "newpath"))],
    ["success-for-failure", "wrong-type-succeeds", "a directory and a file in each other's place are told as renamed", told(["isdir", "notdir"], "success")],
    ["wrong-errno", "onto-directory", "a file onto a directory is told as notdir, not isdir", told("isdir", "notdir")],
    ["wrong-errno", "onto-file", "a directory onto a file is told as isdir, not notdir", told("notdir", "isdir", is("directory"))],
    ["success-for-failure", "into-itself", "a directory that goes into itself is told as renamed", told("inval", "success", is("directory"))],
    ["wrong-errno", "into-itself-perm", "a directory that goes into itself is told as perm, not inval", told("inval", "perm", is("directory"))],
    ["ignored-flag", "other-directory", "the new name is in the old directory", given({ newfd: (_, c) => c.get("fd") })],
    [
      "followed-link",
      "target",
      "what a link leads to is not renamed, but the link is gone",
      (c) => (is("link")(c) ? c.strike(c.ask("path_unlink_file", c.get("fd"), c.get("path"), c.get("length"))) : c.call()),
    ],
    ["failure-for-success", "directory-refused", "a directory is refused with perm", refuse("perm", is("directory"))],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("path_symlink", [
    ...unknown(),
    ["no-op", "nothing", "it does nothing, and tells success", skip(missing())],
    ["success-for-failure", "present-succeeds", "what is there already is told as made", told("exist", "success")],
    ["wrong-errno", "present-perm", "what is there already is told as perm, not exist", told("exist", "perm")],
    ["length-off-by-one", "target", "the target lacks its last byte", given({ targetlength: (n) => n - 1 }, (c) => c.get("targetlength") > 1)],
    ["length-off-by-one", "name", "the name lacks its last byte", given({ length: (n) => n - 1 }, (c) => c.get("length") > 1)],
    [
      "order-changed",
      "swapped",
      "the target and the name change places",
      given({
        target: (_, c) => c.get("path"),
        targetlength: (_, c) => c.get("length"),
        path: (_, c) => c.get("target"),
        length: (_, c) => c.get("targetlength"),
      }),
    ],
    [
      "wrong-value",
      "file",
      "it makes a hard link where the target is there",
      (c) =>
        c.withText(c.text("target"), (text, length) => {
          const result = c.ask("path_link", c.get("fd"), 0, text, length, c.get("fd"), c.get("path"), c.get("length"));
          return result === errno.success ? c.strike(result) : c.call();
        }),
    ],
    [
      "failure-for-success",
      "dangling",
      "a target that is not there is refused with noent",
      (c) =>
        c.withText(c.text("target"), (text, length) =>
          c.withScratch((out) => (c.ask("path_filestat_get", c.get("fd"), 0, text, length, out) === errno.noent ? c.strike(errno.noent) : c.call())),
        ),
    ],
    ["success-for-failure", "missing-parent", "a directory that is not there is told as success", told("noent", "success", isText(/\//))],
    [
      "success-for-failure",
      "absolute-succeeds",
      "a target from the root is told as made",
      told(["notcapable", "perm", "inval"], "success", isText(/^\//, "target")),
    ],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
];
