import { blamer } from "../judge/blame.js";
import { findCell } from "../judge/find-cell.js";
import { GatehouseError } from "../model/errors.js";
import { parseCell, printCell, printLane } from "../model/ids.js";
import { readBlob } from "../record/blobs.js";
import { readRunOf } from "./read-run.js";
/** The whole name of a cell that is named whole, or that a run has. Throws a GatehouseError where a run has none, or several. */
export const nameCell = async (root, said, run) => {
    try {
        return printCell(parseCell(said));
    }
    catch (error) {
        if (!(error instanceof GatehouseError))
            throw error;
        return findCell((await readRunOf(root, said, run)).record.cells, said).text;
    }
};
/** All that a run tells of the one cell that a text fits. Throws a GatehouseError where it fits none, or several. */
export const readCell = async (root, said, run) => {
    const { record, path, grounds } = await readRunOf(root, said, run);
    const cell = findCell(record.cells, said);
    const passed = cell.state.is === "judged" && cell.state.verdict.is === "pass";
    const { outcome } = record.artifacts.find((row) => row.outcome.state === "built" && row.outcome.digest === cell.artifact) ?? {};
    const { observation } = cell;
    return {
        cell: cell.text,
        run: record.header.run,
        lane: printLane(cell.id.lane),
        passed,
        state: cell.state,
        standing: cell.standing,
        blame: passed || cell.state.is === "inexpressible" ? undefined : blamer(record.cells, grounds)(cell),
        observation,
        said: {
            stdout: observation && readBlob(path, observation.stdout)?.toString("utf8"),
            stderr: observation && readBlob(path, observation.stderr)?.toString("utf8"),
        },
        elsewhere: Object.fromEntries(Object.entries(cell.elsewhere ?? {}).map(([role, lane]) => [role, printLane(lane)])),
        artifact: outcome?.state === "built" ? outcome : undefined,
    };
};
