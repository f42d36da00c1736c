/** Packages of the same manifest that build this one, and that nothing else is given. */
export const takenBy = (pack) => (pack.from === "cargo" ? pack.takes : []);
/** Packages of a manifest whose programs run something: all but those that only build others. */
export const usedPackages = (packages) => {
    const taken = new Set(Object.values(packages).flatMap(takenBy));
    return Object.keys(packages).filter((id) => !taken.has(id));
};
