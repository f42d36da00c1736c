import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { isAbsolute } from "node:path";
import { runTool } from "../../host/tool.js";
const interpreterSegment = 3;
// The ELF header and its program headers (man 5 elf): little-endian, 64 bits.
const interpreterIn = (read) => {
    const head = read(0, 64);
    if (head.length < 64 || head.readUInt32BE() !== 0x7f454c46 || head[4] !== 2 || head[5] !== 1)
        return undefined;
    const [at, size, count] = [Number(head.readBigUInt64LE(0x20)), head.readUInt16LE(0x36), head.readUInt16LE(0x38)];
    for (let index = 0; index < count; index++) {
        const segment = read(at + index * size, size);
        if (segment.length < 56 || segment.readUInt32LE() !== interpreterSegment)
            continue;
        const text = read(Number(segment.readBigUInt64LE(8)), Math.min(Number(segment.readBigUInt64LE(0x20)), 4096));
        return text.toString("utf8").replace(/\0.*$/s, "");
    }
    return undefined;
};
/** The program that loads a program's shared libraries; undefined where it needs none, or is no program of this kind. */
const interpreterOf = (program) => {
    const file = openSync(program, "r");
    try {
        return interpreterIn((at, size) => {
            const buffer = Buffer.alloc(size);
            return buffer.subarray(0, readSync(file, buffer, 0, size, at));
        });
    }
    finally {
        closeSync(file);
    }
};
/** Where loaders look for where libraries are. */
const loaderCache = "/etc/ld.so.cache";
/**
 * What programs of this machine load besides themselves: the loader, asked for its own list, and every library, at the
 * paths where they are here. A static program needs nothing. Throws where a loader cannot find one.
 */
export const librariesOf = async (programs, env) => {
    const found = new Set();
    for (const program of new Set(programs)) {
        const loader = interpreterOf(program);
        if (loader === undefined)
            continue;
        const { stdout, ok, failure } = await runTool([loader, "--list", program], { env, timeoutMs: 20_000 });
        if (!ok)
            throw new Error(`the libraries of ${program} cannot be listed: ${failure}`);
        const paths = [...stdout.matchAll(/^\s*(?:\S+ => )?(\S+) \(0x[0-9a-f]+\)$/gm)].map((match) => match[1]);
        for (const path of [loader, ...paths.filter(isAbsolute)])
            found.add(path);
        if (existsSync(loaderCache))
            found.add(loaderCache);
    }
    return [...found].sort();
};
