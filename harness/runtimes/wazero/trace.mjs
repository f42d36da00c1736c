/** Calls of a guest in what wazero logs of them with -hostlogging=all: one line before a call and one after it. */
const before = /==> wasi_snapshot_preview1\.(\w+)\((.*)\)$/;
const after = /<== \(?(.*?)\)?$/;

const names = {
  dirflags: "lookupflags",
  flags: "lookupflags",
  fs_rights_base: "base",
  fs_rights_inheriting: "inheriting",
  old_path: "path",
  new_path: "newpath",
  new_fd: "newfd",
};
const results = { opened_fd: "opened", newoffset: "position" };
const flags = new Set(["lookupflags", "oflags", "fdflags", "base", "inheriting"]);
/** Places in a guest's memory, and how much is there. */
const places = /^(result\..*|iovs|iovs_len|buf|buf_len|argv|argv_buf|environ|environ_buf|in|out)$/;
const whences = ["set", "cur", "end"];

const toValue = (name, text) => {
  if (flags.has(name)) return text === "" ? [] : text.toLowerCase().split("|");
  if (name === "whence") return whences[Number(text)] ?? text;
  return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
};

/** `a=1,b=x,y,c={d=2}`: a comma before a name and `=` parts, for a path may hold others. */
const toFields = (text, known) =>
  Object.fromEntries(
    text.split(/,(?=[a-z_.]+=)/).flatMap((part) => {
      const [, said, value] = /^([a-z_.]+)=(.*)$/s.exec(part) ?? [];
      if (said === undefined || places.test(said) || value.startsWith("{")) return [];
      const name = known[said] ?? said;
      return [[name, toValue(name, value)]];
    }),
  );

const read = (text) => {
  const calls = [];
  for (const own of text.split("\n")) {
    const begun = before.exec(own);
    if (begun) calls.push({ call: begun[1], args: toFields(begun[2], names), ...(begun[1] === "proc_exit" ? { errno: "exit" } : {}) });
    const open = calls.at(-1);
    const ended = begun ? undefined : after.exec(own);
    if (!ended || !open || open.errno !== undefined) continue;
    const { errno, ...result } = toFields(ended[1], results);
    if (errno === undefined) continue;
    open.errno = String(errno).replace(/^E/, "").toLowerCase();
    if (open.errno === "success" && Object.keys(result).length > 0) open.result = result;
  }
  return calls;
};

/** It logs no call on a standard stream. */
export default Object.assign(read, { omits: ({ call, args }) => /^fd_/.test(call) && args?.fd <= 2 });
