import { placeProgram, printAddress } from "../../model/addresses.js";
import { readExpected } from "../expected.js";
import { runTrial } from "../trial.js";
import { Wiring } from "./wiring.js";
// The steps have limits of their own, and the dialogue has the case's: the launcher's is there for a harness that hangs.
const spareMs = 20_000;
const pipesOf = (entry, role) => new Set(entry.steps.flatMap((step) => {
    if ("write" in step)
        return step.write === role ? ["stdin"] : [];
    return "read" in step && step.read === role ? [step.from] : [];
}));
/** Starts a program; returns once its launcher has been told, or it has failed before. */
export const startActor = async (casting) => {
    const { role, contract, workload, addresses, folders } = casting;
    const { launcher, ...plan } = casting.plan;
    const program = placeProgram(role, contract, plan.target.sockets, addresses);
    const expected = readExpected(program, workload, folders.scratch);
    const awaited = program.sockets.flatMap(({ name, kind, protocol }) => {
        const address = kind === "listen" ? addresses.get(`${role}:${name}`) : undefined;
        if (!address)
            return [];
        const own = protocol === "udp" ? "udp" : "tcp";
        // Where it serves HTTP, the engine itself listens, and its guest is there by then.
        const isTold = plan.target.sockets?.listening !== undefined && protocol !== "http";
        return [{ protocol: own, address, ...(isTold ? { isTold: () => wiring.hasToldOf(`${own} ${printAddress(address)}`) } : {}) }];
    });
    const { limits } = casting.case;
    const wiring = new Wiring({
        pipes: pipesOf(casting.case, role),
        sockets: program.sockets.length > 0 ? awaited.map(({ address }) => printAddress(address)) : undefined,
        outputBytes: limits.outputMib * 2 ** 20,
    });
    const own = { ...limits, timeMs: limits.timeMs + spareMs };
    const done = runTrial({ ...plan, name: casting.name, program, expected, limits: own, workload }, folders, launcher, wiring);
    const actor = { wiring, done, program, expected, awaited, ended: false, cut: false };
    const over = () => {
        actor.ended = true;
    };
    done.then(over, over);
    await Promise.race([wiring.begun, done]);
    return actor;
};
