import { join } from "node:path";
import { version } from "../host/about.js";
import { timestamp } from "../host/clock.js";
import { load, machine } from "../host/machine.js";
import { toReport } from "../measure/report.js";
import { referenceLanguage } from "../model/catalog.js";
import { newRunId, runsFolder } from "../record/runs.js";
import { beginSamples } from "../record/samples.js";
/** Where the samples of a run are, by what was measured. */
export const samplesPath = (root, run, what = "bench") => join(runsFolder(root), run, "samples", `${what}.ndjson`);
/** Begins the samples of a selection. */
export const openSamples = (work, selection, { baseline, ...how }, what) => {
    const header = {
        ...{ kind: "header", format: 1, run: newRunId(), started: timestamp(), harness: version(), machine: machine() },
        ...{ supervised: work.launcher.supervised, ...how, seed: 1, load: load() },
        ...(baseline === undefined ? {} : { baseline }),
        lanes: selection.lanes.map(({ text, id, digest }) => ({ id: text, version: id.version, digest })),
        toolchains: selection.toolchains.map(({ id, version: own, digest }) => ({ id, version: own, digest })),
    };
    const path = samplesPath(work.root, header.run, what);
    const samples = beginSamples(path, header);
    const lines = [];
    const append = (line) => {
        samples.append(line);
        lines.push(line);
    };
    const close = () => {
        append({ kind: "footer", finished: timestamp(), interrupted: work.interrupted(), load: load() });
        samples.close();
        work.progress.clear();
        return toReport(header, lines, referenceLanguage(work.session.catalog));
    };
    return { header, path, lines, append, close };
};
