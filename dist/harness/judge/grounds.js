import { foreignImports } from "./imports.js";
/** What of a run, besides its cells, tells whose fault a failure is: what cases need, by the catalog of today, and what compiled them. */
export const groundsOf = (record, catalog) => {
    const compilers = new Map(record.toolchains.map(({ id, digest }) => [id, digest]));
    const imports = new Map(record.artifacts.flatMap(({ outcome }) => (outcome.state === "built" ? [[outcome.digest, outcome.imports]] : [])));
    const nameOf = ({ id }) => `${id.language}/${id.toolchain}`;
    return {
        needs: ({ id }) => catalog.workloads.get(id.workload)?.cases.find((entry) => entry.id === id.case)?.needs ?? [],
        compiler: (cell) => compilers.get(nameOf(cell)) ?? nameOf(cell),
        foreign: ({ id, artifact }) => foreignImports(catalog.targets.get(id.target), imports.get(artifact ?? "") ?? []),
    };
};
