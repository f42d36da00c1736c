import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentBytes } from "../host/content.js";
import { digest } from "../host/digest.js";
import { hexOf } from "../model/digest.js";
const expectedStream = (stream, folder) => {
    if (stream.match !== "exact")
        return undefined;
    const bytes = contentBytes(stream.content, folder);
    return { bytes, digest: digest(bytes) };
};
/** Reads the contents of a contract; standard input becomes a file in `scratch`, which commands open. */
export const readExpected = (program, folder, scratch) => {
    const input = contentBytes(program.stdin, folder);
    const stdinFile = join(scratch, `stdin-${hexOf(digest(input), 16)}`);
    mkdirSync(scratch, { recursive: true });
    writeFileSync(stdinFile, input, { mode: 0o400, flag: "w" });
    return {
        stdinFile,
        stdout: expectedStream(program.stdout, folder),
        stderr: expectedStream(program.stderr, folder),
        files: new Map(Object.entries(program.files).map(([path, content]) => [path, "absent" in content ? "absent" : contentBytes(content, folder)])),
    };
};
