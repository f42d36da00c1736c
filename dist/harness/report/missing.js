// A lane says last where it runs: `snp:snp-vm-x86_64: wasmtime@49.0.3, wasmtime@48.0.2`.
const nameOf = (ids) => {
    const parts = ids.map((id) => {
        const at = id.lastIndexOf("/");
        return [id.slice(0, at), id.slice(at + 1)];
    });
    const [first] = parts;
    if (ids.length > 1 && first && parts.every(([, place]) => place === first[1]))
        return `${first[1]}: ${parts.map(([release]) => release).join(", ")}`;
    return ids.join(", ");
};
/** Puts together what is missing for the same reasons, in the order of what comes first. */
export const groupMissing = (lines) => {
    const groups = new Map();
    for (const { what, id, evidence } of lines) {
        // Releases that are missing in one place are one piece of news; toolchains have nothing in common but a client.
        const key = JSON.stringify([what, what === "lane" ? id.slice(id.lastIndexOf("/") + 1) : id, evidence]);
        const group = groups.get(key) ?? { what, ids: [], evidence };
        group.ids.push(id);
        groups.set(key, group);
    }
    return [...groups.values()].map(({ what, ids, evidence }) => ({ what, name: nameOf(ids), count: ids.length, evidence }));
};
