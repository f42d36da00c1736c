const modes = { folder: 0o040755, file: 0o100644, device: 0o020600 };
const padding = (size) => Buffer.alloc((4 - (size % 4)) % 4);
const record = (inode, path, mode, content, device) => {
    const name = Buffer.from(`${path}\0`);
    // Owner root, one link, no times: equal contents are equal archives.
    const fields = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, ...device, name.length, 0];
    const head = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}`);
    return [head, name, padding(head.length + name.length), Buffer.from(content), padding(content.length)];
};
/**
 * An archive in the format that Linux unpacks as its first file system: cpio, "newc"
 * (Documentation/driver-api/early-userspace/buffer-format.rst). Folders must come before what they hold.
 */
export const packCpio = (entries) => {
    const records = entries.flatMap((entry, index) => {
        const mode = modes[entry.kind] | (entry.kind === "file" && entry.executable ? 0o111 : 0);
        const content = entry.kind === "file" ? entry.content : new Uint8Array();
        return record(index + 1, entry.path, mode, content, entry.kind === "device" ? [entry.major, entry.minor] : [0, 0]);
    });
    return Buffer.concat([...records, ...record(0, "TRAILER!!!", 0, new Uint8Array(), [0, 0])]);
};
