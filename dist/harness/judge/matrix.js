import { printLane, printRoute } from "../model/ids.js";
const none = { passed: 0, flaky: 0, failed: 0, known: 0, surprising: 0, unsupported: 0, broken: 0, untrusted: 0, inexpressible: 0, lost: 0 };
const field = ({ state, standing, flaked }) => {
    if (state.is !== "judged")
        return state.is;
    switch (state.verdict.is) {
        case "pass":
            return standing.is === "unexpected-pass" ? "surprising" : flaked > 0 ? "flaky" : "passed";
        case "fail":
            return standing.is === "known-failure" ? "known" : "failed";
        case "unsupported":
            return "unsupported";
        case "broken":
            return "broken";
    }
};
/** Counts cells by what became of them. */
const count = (cells) => {
    const counts = { ...none };
    for (const cell of cells)
        counts[field(cell)]++;
    return counts;
};
/** Folds cells to squares: languages' routes down, lanes across. */
export const toMatrix = (record) => {
    const lanes = [...new Set([...record.lanes.map((lane) => lane.id), ...record.cells.map((cell) => printLane(cell.id.lane))])];
    const squares = new Map();
    const routes = new Map();
    for (const cell of record.cells) {
        const route = printRoute(cell.id);
        routes.set(route, { language: cell.id.language, toolchain: cell.id.toolchain, target: cell.id.target });
        const row = squares.get(route) ?? new Map();
        squares.set(route, row);
        const lane = printLane(cell.id.lane);
        const square = row.get(lane);
        if (square)
            square.push(cell);
        else
            row.set(lane, [cell]);
    }
    const versions = new Map(record.toolchains.map((pin) => [pin.id, pin.version]));
    const rows = [...routes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([text, route]) => {
        const row = squares.get(text);
        return {
            route,
            version: versions.get(`${route.language}/${route.toolchain}`) ?? "",
            squares: lanes.map((lane) => {
                const cells = row?.get(lane);
                return cells && count(cells);
            }),
        };
    });
    return { run: record.header.run, lanes, rows, totals: count(record.cells), planned: record.header.cells, complete: record.complete };
};
