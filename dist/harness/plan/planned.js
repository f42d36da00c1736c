const hasRoles = ({ manifest }) => (manifest.roles ?? ["main"]).join() !== "main";
/** The programs that a cell runs, the first role's first; a workload of the one role main has one. */
export const buildsOf = ({ id, workload, case: entry }) => {
    const { language, toolchain, target } = id;
    const own = { workload: id.workload, language, toolchain, target };
    return hasRoles(workload) ? Object.keys(entry.programs).map((role) => ({ ...own, role })) : [own];
};
/** All lanes that a cell's programs run in, the cell's own first. */
export const lanesOf = ({ lane, elsewhere }) => [...new Set([lane, ...Object.values(elsewhere)])];
