// What stands in the place of a program's name: Enarx gives a guest the list `args` as it is, from argument 0 on.
const programName = "main.wasm";

const socketEntry = ({ name, kind, protocol, host, port }) => {
  if (protocol !== "tcp" && protocol !== "tls") throw new Error(`Enarx.toml knows the protocols tcp and tls, and ${name} is a socket of ${protocol}`);
  return { kind, name, prot: protocol, [kind === "listen" ? "addr" : "host"]: host, port };
};

/**
 * The text of an Enarx.toml that gives a guest what a program's contract says: its arguments after a name, its environment,
 * the three standard streams, and then its sockets in the contract's order. The format is that of the crate enarx-config 0.6;
 * Enarx 0.5 reads it too, but listens on every address. Directories have no word in it: they are told in comments.
 */
export default ({ args, env, directories, sockets }, toToml) => {
  const lacking = directories.map((guest) => `# Enarx passes no directories: ${JSON.stringify(guest)} of the contract is missing here.\n`);
  const files = [{ kind: "stdin" }, { kind: "stdout" }, { kind: "stderr" }, ...sockets.map(socketEntry)];
  return `${lacking.join("")}${toToml({ args: [programName, ...args], env, files }).trim()}\n`;
};
