import pLimit from "p-limit";
import { build } from "../build/build.js";
import { freeMemoryMib } from "../host/machine.js";
import { printBuild } from "../model/ids.js";
import { buildsOf } from "../plan/planned.js";
/** A build may take gigabytes: fewer run at once where memory is short. */
const leastMemoryPerBuildMib = 1500;
// The roles of a port that has several, the one to build first.
const rolesFrom = ({ workload }, role) => role === undefined ? undefined : [role, ...(workload.manifest.roles ?? []).filter((other) => other !== role)];
/** Starts the builds that cells need, each once, a few at a time; by build id. */
export const startBuilds = (session, cells, toolchains, work) => {
    const limit = pLimit(Math.max(1, Math.min(work.jobs, Math.floor(freeMemoryMib() / leastMemoryPerBuildMib))));
    const ready = new Map(toolchains.map((toolchain) => [toolchain.id, toolchain]));
    const wanted = new Map(cells.filter((cell) => cell.inexpressible === undefined).flatMap((cell) => buildsOf(cell).map((id) => [printBuild(id), { ...id, cell }])));
    work.expect(wanted.size);
    const start = async (text) => {
        const { cell, ...id } = wanted.get(text);
        const toolchain = ready.get(`${id.language}/${id.toolchain}`);
        const language = session.catalog.languages.get(id.language);
        const makes = session.catalog.targets.get(id.target)?.kind;
        if (!toolchain || !language || !makes)
            throw new Error(`${text} was planned without its toolchain`);
        const result = await build({ id, language, makes, layers: cell.build.port.layers, roles: rolesFrom(cell, id.role), packages: toolchain.packages, version: toolchain.version }, session.store, work.launcher);
        if (!session.signal.aborted)
            work.done(result);
        return result;
    };
    return new Map([...wanted.keys()].map((text) => [text, limit(() => start(text))]));
};
