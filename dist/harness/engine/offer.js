import { machine } from "../host/machine.js";
import { laneTarget } from "../model/lane.js";
const toTarget = ({ claims, inexpressible, sockets, mode }) => ({
    claims,
    inexpressible,
    ...(sockets ? { sockets: sockets.as } : {}),
    serves: mode.serve !== undefined,
});
const toLane = (lane) => ({
    id: lane.text,
    digest: lane.digest,
    targets: Object.fromEntries(Object.keys(lane.runtime.target).flatMap((name) => {
        const target = laneTarget(lane, name);
        return target ? [[name, toTarget(target)]] : [];
    })),
    ...(lane.unattested === undefined ? {} : { unattested: lane.unattested }),
});
/** Lanes among what probing found. */
export const lanesIn = ({ lanes }) => lanes.filter((state) => "runtime" in state);
/** Toolchains among what probing found. */
export const toolchainsIn = ({ toolchains }) => toolchains.filter((state) => state.ok);
/** What this machine offers to an agenda, as plain data. */
export const makeOffer = (worker, found) => {
    const lacking = (what, states) => states.flatMap((state) => ("evidence" in state ? [{ what, id: state.id, evidence: state.evidence }] : []));
    return {
        worker,
        machine: machine(),
        toolchains: toolchainsIn(found).map(({ id, version, digest }) => ({ id, version, digest })),
        lanes: lanesIn(found).map(toLane),
        lacking: [...lacking("toolchain", found.toolchains), ...lacking("lane", found.lanes)],
    };
};
/** A worker's line in the journal: the toolchains and lanes of its offer that its jobs use. */
export const toWorkerLine = (offer, used, how) => {
    const offered = new Map(offer.lanes.map((lane) => [lane.id, lane]));
    return {
        kind: "worker",
        id: offer.worker,
        machine: offer.machine,
        ...how,
        toolchains: offer.toolchains.map((pin) => ({ ...pin })),
        lanes: used.lanes.map(({ text, id, digest, unattested }) => ({
            id: text,
            version: id.version,
            digest,
            claims: Object.fromEntries(Object.entries(offered.get(text)?.targets ?? {}).map(([target, { claims }]) => [target, [...claims]])),
            ...(unattested === undefined ? {} : { unattested }),
        })),
    };
};
