/** What is missing of several packages; nothing where all can be used. */
export const missingOf = (states) => states.flatMap((state) => (state.ok ? [] : [...state.evidence]));
/** What `{package.ID}` and `{bin.NAME}` stand for, and the environment that these packages need. */
export const placeholderValues = (packages) => {
    const values = {};
    const env = {};
    for (const pack of packages) {
        values[`package.${pack.id}`] = pack.folder;
        for (const [name, path] of Object.entries(pack.bin))
            values[`bin.${name}`] = path;
        Object.assign(env, pack.env);
    }
    return { values, env };
};
