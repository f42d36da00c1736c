import { gzipSync } from "node:zlib";
const block = 512;
const types = { file: "0", link: "2", folder: "5", more: "x" };
const pad = (bytes) => {
    const rest = bytes.length % block;
    return rest === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(block - rest)]);
};
const octal = (value, width) => `${value.toString(8).padStart(width - 1, "0")}\0`;
// The ustar header of POSIX.1-2001, pax: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
const header = (type, name, to, size, mode, seconds) => {
    const bytes = Buffer.alloc(block);
    bytes.write(name, 0, 100, "utf8");
    bytes.write(`${octal(mode, 8)}${octal(0, 8)}${octal(0, 8)}${octal(size, 12)}${octal(seconds, 12)}        ${type}`, 100, "latin1");
    bytes.write(to, 157, 100, "utf8");
    bytes.write("ustar\x0000", 257, "latin1");
    const sum = bytes.reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return bytes;
};
/** One record of an extended header, which begins with its own length in bytes. */
const record = (key, value) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + 1;
    while (String(length).length + rest !== length)
        length = String(length).length + rest;
    return `${length} ${key}=${value}\n`;
};
// What a plain header has no room for, or says in no known encoding, goes into an extended one before it.
const fits = (text) => Buffer.byteLength(text) <= 100 && /^[\x20-\x7e]*$/.test(text);
const toBlocks = (entry, top, seconds) => {
    const name = `${top}/${entry.path}${entry.kind === "folder" ? "/" : ""}`;
    const to = entry.kind === "link" ? entry.to : "";
    const bytes = entry.kind === "file" ? entry.bytes : Buffer.alloc(0);
    const mode = entry.kind === "folder" || (entry.kind === "file" && entry.executable) ? 0o755 : entry.kind === "link" ? 0o777 : 0o644;
    const more = [...(fits(name) ? [] : [record("path", name)]), ...(fits(to) ? [] : [record("linkpath", to)])].join("");
    const extended = more ? [header(types.more, "more", "", Buffer.byteLength(more), 0o644, seconds), pad(Buffer.from(more, "utf8"))] : [];
    return [...extended, header(types[entry.kind], name, to, bytes.length, mode, seconds), pad(bytes)];
};
/** A .tar.gz of entries below the folder `top`: the same bytes for the same entries, which all carry one time (seconds since 1970). */
export const toArchive = (entries, top, seconds) => {
    const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
    const blocks = sorted.flatMap((entry) => toBlocks(entry, top, seconds));
    const bytes = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * block)]), { level: 9 });
    // The system that made it, as "unknown": RFC 1952, 2.3.1.
    bytes[9] = 255;
    return bytes;
};
