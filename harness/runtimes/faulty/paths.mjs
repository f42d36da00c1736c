import { filetype } from "./abi.mjs";
import { given, refuse, skip, told } from "./mechanisms.mjs";
import { unknown } from "./on.mjs";

export const is =
  (type, parameter = "path") =>
  (c) =>
    c.statPath(0, parameter)?.type === filetype[type];
export const missing = (parameter) => (c) => c.statPath(0, parameter) === undefined;
export const present = (parameter) => (c) => c.statPath(0, parameter) !== undefined;
export const lookup = (c) => c.get("lookup") & 1;
export const path = (test) => (c) => test(c.text("path"));

/** What all functions with a path may get wrong. */
export const paths = [
  ...unknown(),
  ["success-for-failure", "missing-succeeds", "what is not there is told as success", told("noent", "success")],
  ["wrong-errno", "missing-notdir", "what is not there is told as notdir, not noent", told("noent", "notdir")],
  [
    "wrong-errno",
    "through-file",
    "a path through a file is told as noent, not notdir",
    told(
      "notdir",
      "noent",
      path((text) => text.includes("/")),
    ),
  ],
  [
    "wrong-errno",
    "outside-noent",
    "a path that leads out is told as noent, not notcapable",
    told(
      ["notcapable", "perm"],
      "noent",
      path((text) => /^\/|\.\./.test(text)),
    ),
  ],
  ["wrong-errno", "long-noent", "a name that is too long is told as noent", told("nametoolong", "noent")],
  [
    "success-for-failure",
    "long-cut",
    "a name ends after 255 bytes",
    given({ length: (n, c) => Math.min(n, c.text("path").replace(/[^/]*$/, "").length + 255) }),
  ],
];

/** What all functions that make something at a path may get wrong. */
export const makes = [
  ...paths,
  ["no-op", "nothing", "it does nothing, and tells success", skip(missing())],
  ["success-for-failure", "present-succeeds", "what is there already is told as made", told("exist", "success")],
  ["wrong-errno", "present-perm", "what is there already is told as perm, not exist", told("exist", "perm")],
  ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ["length-off-by-one", "ends-early", "a name lacks its last byte", given({ length: (n) => n - 1 }, (c) => c.get("length") > 1)],
];

/** What both functions that remove something may get wrong. */
export const removes = [
  ...paths,
  ["no-op", "nothing", "it does nothing, and tells success", skip(present())],
  ["failure-for-success", "refused", "it removes, and tells io", told("success", "io")],
];

// Makes a call beside the guest's, at the path that it names.
export const at = (name) => (c) => c.ask(name, c.get("fd"), c.get("path"), c.get("length"));
