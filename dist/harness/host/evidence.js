import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { fillWords } from "../model/placeholders.js";
import { shorten } from "../model/text.js";
import { bareEnvironment } from "./environment.js";
import { architecture } from "./machine.js";
import { runTool } from "./tool.js";
import { which } from "./which.js";
/** Flags of a processor in what Linux says of it: `flags` of x86, `Features` of Arm. Nothing where it says nothing. */
export const parseCpuFlags = (cpuinfo) => {
    const line = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(cpuinfo)?.[1] ?? "";
    return new Set(line.split(/\s+/).filter(Boolean));
};
const read = (path) => {
    try {
        return readFileSync(path, "utf8");
    }
    catch {
        return undefined;
    }
};
const device = (path) => {
    try {
        if (!statSync(path).isCharacterDevice())
            return `${path} is no device`;
        accessSync(path, constants.R_OK | constants.W_OK);
        return undefined;
    }
    catch (error) {
        return error.code === "EACCES" ? `${path} is there, but this user may not open it` : `there is no ${path}`;
    }
};
const longestMs = 20_000;
const say = async (argv) => {
    const [name, ...rest] = argv;
    const program = isAbsolute(name) ? name : which(name);
    if (program === undefined)
        return undefined;
    const said = await runTool([program, ...rest], { env: bareEnvironment("/"), timeoutMs: longestMs });
    return said.ok ? `${said.stdout}\n${said.stderr}` : undefined;
};
const thisMachine = { architecture: architecture(), exists: existsSync, read, device, say };
const shown = (text) => shorten(text.trim().split("\n")[0] ?? "", 120);
// Of a text that has to hold something, that is what is worth showing.
const search = (text, pattern) => {
    const found = new RegExp(pattern ?? "", "m").exec(text)?.[0];
    return [found !== undefined, shown(found || text)];
};
const findings = async (probe, values, system) => {
    const found = [];
    if (probe.architecture)
        found.push([system.architecture === probe.architecture, `this machine is ${system.architecture}`]);
    if (probe.device) {
        const why = system.device(probe.device);
        found.push([why === undefined, why ?? `${probe.device} can be opened`]);
    }
    if (probe["cpu-flag"]) {
        const flag = probe["cpu-flag"];
        const flags = parseCpuFlags(system.read("/proc/cpuinfo") ?? "");
        found.push([flags.has(flag), flags.size === 0 ? "this system does not tell the processor's flags" : flags.has(flag) ? `flag ${flag}` : `no flag ${flag}`]);
    }
    if (probe.file) {
        const { file, holds } = probe;
        const text = holds === undefined ? undefined : system.read(file);
        if (holds === undefined)
            found.push(system.exists(file) ? [true, file] : [false, `there is no ${file}`]);
        else if (text === undefined)
            found.push([false, `${file} cannot be read`]);
        else {
            const [pass, words] = search(text, holds);
            found.push([pass, pass ? `${file}: ${words}` : `${file} does not hold ${holds}`]);
        }
    }
    if (probe.command) {
        const argv = fillWords(probe.command, values);
        const text = await system.say(argv);
        found.push(text === undefined ? [false, `there is no ${argv[0]}, or it fails`] : search(text, probe.holds));
    }
    return found;
};
/** Looks for evidence: all that a probe asks must be there. A reason to try, no proof. */
export const probeEvidence = (probes, values = {}, system = thisMachine) => Promise.all(probes.map(async (probe) => {
    const found = await findings(probe, values, system);
    const info = found.filter(([pass], _, all) => !pass || all.every(([each]) => each)).map(([, text]) => text);
    return { name: probe.name, pass: found.length > 0 && found.every(([pass]) => pass), info: info.join("; "), hint: probe.hint };
}));
