import { type Guest, guests } from "./guests.ts";

/** What a guest may not reach: a folder of this machine, and a port of all its addresses. */
export interface Outside {
  readonly folder: string;
  readonly port: number;
}

const limitsOf = ({ limits = "" }: Guest): string => `output-mib = 1\n${limits}${limits.includes("seconds") ? "" : "\nseconds = 60"}`;

const caseOf = (guest: Guest, needs: readonly string[], args: readonly string[], text: string): string => `
[[case]]
id = "${guest.id}"
title = ${JSON.stringify(guest.tries)}
needs = ${JSON.stringify(needs)}
args = ${JSON.stringify(args)}
${guest.targets ? `targets = ${JSON.stringify(guest.targets)}\n` : ""}${guest.socket ?? ""}
${guest.files ? 'directories = [{ guest = "/data", fixture = "fixtures/data" }]\n' : ""}${limitsOf(guest)}
expect = { exit = 0, stdout = { match = "exact", text = ${JSON.stringify(text)} } }`;

/** The manifest of the C program. */
export const attackManifest = ({ folder }: Outside): string =>
  `id = "attack"
title = "A hostile program"
kind = "probe"
about = "Does what its first argument says, and says hello if nothing worked."
${guests.attacks
  .map((guest) => {
    const files = guest.files ? ["files.write", "directories", "links"] : [];
    return caseOf(guest, ["args", "stdout", ...files, ...(guest.socket ? ["sockets.accept"] : [])], [guest.id, folder], "hello\n");
  })
  .join("\n")}
`;

/** The manifest of the Rust program that looks for somebody on the network. */
export const dialsManifest = ({ port }: Outside): string =>
  `id = "dials"
title = "A program that looks for somebody on the network"
kind = "probe"
uses = ["sockets"]
about = "Does what its first argument says, and says hello if nobody was there."
${guests.dials.map((guest) => caseOf(guest, ["args", "stdout", ...(guest.socket ? ["sockets.connect"] : [])], [guest.id, String(port)], "hello\n")).join("\n")}
`;

/** The manifest of the Rust program that asks by HTTP. */
export const httpManifest = ({ port }: Outside): string =>
  `id = "${guests.byHttp.id}"
title = "A program that asks by HTTP"
kind = "probe"
uses = ["sockets"]
about = "Asks at a port of some addresses, and says hello if nobody was there."
${caseOf({ ...guests.byHttp, id: "run" }, ["args", "stdout"], [String(port)], "hello\n")}
`;

/** The manifest of a program of its own. */
export const programManifest = (guest: Guest): string => `id = "${guest.id}"
title = ${JSON.stringify(guest.tries)}
kind = "probe"
about = "Tries ${guest.tries}."
${caseOf({ ...guest, id: "run" }, [], [], "")}
`;
