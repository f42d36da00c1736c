import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { encodeFrame, takeText, uint32 } from "./frames.js";
const chunkBytes = 1 << 16;
const pieces = (bytes) => Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) => encodeFrame("B", bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes)));
/** Frames that make a file in the machine. */
const fileFrames = (path, content, mode) => [encodeFrame("F", uint32(mode), path), ...pieces(content)];
/** Frames that make a folder in the machine, with those above it. */
export const folderFrame = (path, mode = 0o755) => encodeFrame("D", uint32(mode), path);
/**
 * Frames that put what stands at a path of the host at the same path of the machine: files, folders with empty ones,
 * links by what they say, modes. What is neither of these is left out.
 */
export const treeFrames = (path, to = path) => {
    const status = lstatSync(path);
    if (status.isSymbolicLink())
        return [encodeFrame("L", to, readlinkSync(path))];
    if (status.isFile())
        return fileFrames(to, readFileSync(path), status.mode & 0o7777);
    if (!status.isDirectory())
        return [];
    return [folderFrame(to, status.mode & 0o7777), ...readdirSync(path).flatMap((name) => treeFrames(join(path, name), join(to, name)))];
};
/** More entries than this are no directory of a case. */
const mostEntries = 100_000;
const checkInside = (path) => {
    if (path.split("/").some((part) => part === "" || part === "." || part === ".."))
        throw new Error(`a tree with a path ${JSON.stringify(path)}`);
    return path;
};
/**
 * Writes a tree that a machine sends back, in place of what stood there. A machine is not trusted: nothing is
 * written outside of `target`, nor through a link, for a path's folder must have come before it, and the root is what was asked for.
 */
export class TreeWriter {
    #target;
    #root;
    #most;
    #folders = new Map();
    #entries = 0;
    #bytes = 0;
    #file;
    /** `most` is how many bytes it may have. */
    constructor(target, root, most) {
        this.#target = target;
        this.#root = root;
        this.#most = most;
        rmSync(target, { recursive: true, force: true });
    }
    /** Takes one frame; true at the end of the tree. Throws for what a tree does not have. */
    take({ letter, payload }) {
        if (letter === "b") {
            if (this.#file === undefined)
                throw new Error("content without a file");
            this.#bytes += payload.length;
            if (this.#bytes > this.#most)
                throw new Error(`a tree of more than ${this.#most} bytes`);
            for (let done = 0; done < payload.length;)
                done += writeSync(this.#file, payload, done);
            return false;
        }
        this.close();
        if (letter === "e") {
            // Only now: a folder that nobody may write to is filled first.
            for (const [path, mode] of [...this.#folders].reverse())
                chmodSync(path, mode);
            return true;
        }
        if (++this.#entries > mostEntries)
            throw new Error(`a tree of more than ${mostEntries} entries`);
        if (letter === "d" || letter === "f") {
            const mode = payload.readUInt32LE() & 0o7777;
            const path = this.#place(takeText(payload.subarray(4)).text, letter === "f" ? "file" : "folder");
            if (letter === "f")
                this.#open(path, mode);
            else {
                mkdirSync(path);
                this.#folders.set(path, mode | 0o700);
            }
        }
        else if (letter === "l") {
            const { text, rest } = takeText(payload);
            symlinkSync(takeText(rest).text, this.#place(text));
        }
        else if (letter === "o") {
            // It must not look absent: a link that leads nowhere is neither a file nor a folder.
            symlinkSync("(a special file)", this.#place(takeText(payload).text));
        }
        else
            throw new Error(`a tree with a frame ${JSON.stringify(letter)}`);
        return false;
    }
    close() {
        if (this.#file !== undefined)
            closeSync(this.#file);
        this.#file = undefined;
    }
    #open(path, mode) {
        this.#file = openSync(path, "wx", 0o600);
        chmodSync(path, mode | 0o600);
    }
    #place(inside, kind) {
        if (inside === "") {
            // Whoever reads a stream follows its path: a link there would lead out.
            if (kind !== this.#root)
                throw new Error(`a tree that is no ${this.#root}`);
            return this.#target;
        }
        const path = join(this.#target, checkInside(inside));
        if (!this.#folders.has(dirname(path)))
            throw new Error(`a tree with a path ${JSON.stringify(inside)} whose folder is not there`);
        return path;
    }
}
