import { add, changes, descriptor, drop, is, makes, missing, paths, stats, times, typeAt, withFlags } from "./component-files.mjs";
import { also, given, gives, refuse, skip, stale, stuck, succeeds, told } from "./component-mechanisms.mjs";
import { nth } from "./mechanisms.mjs";
import { on } from "./on.mjs";

export default [
  ...on(descriptor("create-directory-at"), [
    ...makes(1),
    ["state-lost", "gone", "what it makes is gone again", also((c) => c.self.removeDirectoryAt(c.args[1]))],
  ]),
  ...on(descriptor("stat"), [...stats, ["state-lost", "stale", "it tells what it told at first", stale((c) => c.self)]]),
  ...on(descriptor("stat-at"), [
    ...paths(2),
    ...stats,
    ["followed-link", "always", "it follows a link where it should not", withFlags(0, add("symlinkFollow"))],
    [
      "ignored-flag",
      "never",
      "it does not follow a link where it should",
      (c) => (is("symbolic-link", 2)(c) ? withFlags(0, drop("symlinkFollow"))(c) : c.call()),
    ],
    ["wrong-errno", "loop-no-entry", "links in a circle are told as no-entry, not loop", told("loop", "no-entry")],
    ["state-lost", "stale", "it tells what it told at first", stale((c) => `${c.args[2]} ${c.args[1].symlinkFollow}`)],
  ]),
  ...on(descriptor("set-times-at"), [
    ...times(2),
    ["wrong-errno", "missing-not-directory", "what is not there is told as not-directory, not no-entry", told("no-entry", "not-directory")],
  ]),
  ...on(descriptor("link-at"), [
    ["no-op", "nothing", "it does nothing, and tells success", skip(undefined)],
    ["wrong-value", "symbolic", "it makes a symbolic link", (c) => c.strike(c.args[3].symlinkAt(c.args[2], c.args[4]))],
    ["wrong-errno", "present-not-permitted", "what is there already is told as not-permitted, not exist", told("exist", "not-permitted")],
    ["success-for-failure", "present-succeeds", "what is there already is told as linked", succeeds("exist", undefined)],
    ["wrong-errno", "missing-invalid", "what is not there is told as invalid, not no-entry", told("no-entry", "invalid")],
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ]),
  ...on(descriptor("open-at"), [
    ...paths(2),
    ["ignored-flag", "create", "`create` is ignored", withFlags(2, drop("create"))],
    ["ignored-flag", "directory", "`directory` is ignored", withFlags(2, drop("directory"))],
    ["ignored-flag", "exclusive", "`exclusive` is ignored", withFlags(2, drop("exclusive"))],
    ["ignored-flag", "truncate", "`truncate` is ignored", withFlags(2, drop("truncate"))],
    ["wrong-value", "always-truncates", "a file that is opened for writing is emptied", (c) => (c.args[4].write ? withFlags(2, add("truncate"))(c) : c.call())],
    ["ignored-flag", "write", "what is opened for writing may only be read", withFlags(3, drop("write"))],
    ["followed-link", "always", "it follows a link where it should not", (c) => (is("symbolic-link", 2)(c) ? withFlags(0, add("symlinkFollow"))(c) : c.call())],
    [
      "ignored-flag",
      "never-follows",
      "it does not follow a link where it should",
      (c) => (is("symbolic-link", 2)(c) ? withFlags(0, drop("symlinkFollow"))(c) : c.call()),
    ],
    ["wrong-errno", "missing-access", "what is not there is told as access, not no-entry", told("no-entry", "access")],
    ["wrong-errno", "present-not-permitted", "what must not be there is told as not-permitted, not exist", told("exist", "not-permitted")],
    [
      "wrong-errno",
      "file-no-entry",
      "a file that must be a directory is told as no-entry, not not-directory",
      told("not-directory", "no-entry", (c) => c.args[3].directory),
    ],
    ["wrong-errno", "loop-no-entry", "a link that is not followed is told as no-entry, not loop", told("loop", "no-entry")],
    ["wrong-errno", "directory-access", "a directory that is opened for writing is told as access, not is-directory", told("is-directory", "access")],
    [
      "wrong-value",
      "any-case",
      "names are taken in lower case",
      given((flags, path, ...rest) => (path.toLowerCase() === path ? undefined : [flags, path.toLowerCase(), ...rest])),
    ],
    ["failure-for-success", "subfolder", "a path with a slash is refused as not-permitted", refuse("not-permitted", (c) => /\/./.test(c.args[2]))],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
  ...on(descriptor("readlink-at"), [
    ...paths(1),
    ["length-off-by-one", "one-less", "a target lacks its last character", gives((target) => target.slice(0, -1))],
    ["wrong-errno", "file-no-entry", "what is no link is told as no-entry, not invalid", told("invalid", "no-entry")],
    ["success-for-failure", "file-succeeds", "what is no link has an empty target", succeeds("invalid", "")],
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ]),
  ...on(descriptor("remove-directory-at"), [
    ...changes(1),
    ["no-op", "nothing", "it does nothing, and tells success", skip(undefined, is("directory"))],
    ["success-for-failure", "full-succeeds", "a directory with entries is told as removed", succeeds("not-empty", undefined)],
    ["wrong-errno", "full-not-permitted", "a directory with entries is told as not-permitted, not not-empty", told("not-empty", "not-permitted")],
    ["success-for-failure", "file-removed", "a file is removed", (c) => (is("regular-file")(c) ? c.strike(c.self.unlinkFileAt(c.args[1])) : c.call())],
    ["wrong-errno", "file-no-entry", "a file is told as no-entry, not not-directory", told("not-directory", "no-entry", is("regular-file"))],
  ]),
  ...on(descriptor("rename-at"), [
    ["no-op", "nothing", "it does nothing, and tells success", skip(undefined)],
    [
      "doubled-item",
      "copies",
      "the old name stays",
      (c) => (is("regular-file")(c) && missing(3)(c) ? c.strike(c.self.linkAt({}, c.args[1], c.args[2], c.args[3])) : c.call()),
    ],
    ["failure-for-success", "present-exist", "what is there already is not replaced", refuse("exist", (c) => typeAt(c.args[2], c.args[3]) === "regular-file")],
    ["wrong-errno", "missing-invalid", "what is not there is told as invalid, not no-entry", told("no-entry", "invalid")],
    ["success-for-failure", "missing-succeeds", "what is not there is told as renamed", succeeds("no-entry", undefined)],
    ["wrong-errno", "full-not-permitted", "a directory with entries is told as not-permitted, not not-empty", told("not-empty", "not-permitted")],
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ]),
  ...on(descriptor("symlink-at"), [
    ["no-op", "nothing", "it does nothing, and tells success", skip(undefined)],
    ["order-changed", "swapped", "the target and the name change places", given((target, name) => [name, target])],
    ["length-off-by-one", "target", "the target lacks its last character", given((target, name) => [target.slice(0, -1), name])],
    ["wrong-errno", "present-not-permitted", "what is there already is told as not-permitted, not exist", told("exist", "not-permitted")],
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ]),
  ...on(descriptor("unlink-file-at"), [
    ...changes(1),
    ["no-op", "nothing", "it does nothing, and tells success", skip(undefined, is("regular-file"))],
    [
      "success-for-failure",
      "directory-removed",
      "a directory is removed",
      (c) => (is("directory")(c) ? c.strike(c.self.removeDirectoryAt(c.args[1])) : c.call()),
    ],
    [
      "wrong-errno",
      "directory-no-entry",
      "a directory is told as no-entry, not is-directory",
      told(["is-directory", "not-permitted"], "no-entry", is("directory")),
    ],
  ]),
  ...on(descriptor("is-same-object"), [
    ["wrong-value", "always", "any two are the same", gives(() => true)],
    ["wrong-value", "never", "no two are the same", gives(() => false)],
  ]),
  ...["metadata-hash", "metadata-hash-at"].flatMap((name) =>
    on(descriptor(name), [
      ["wrong-value", "zero", "every hash is 0", gives(() => ({ lower: 0n, upper: 0n }))],
      ["wrong-value", "changes", "a hash is another in each call", gives(({ lower, upper }, c) => ({ lower: lower + BigInt(nth(c)), upper }))],
    ]),
  ),
  ...on("wasi:filesystem/types#filesystem-error-code", [["no-op", "none", "no error of a stream has a code", gives(() => undefined)]]),
];
