import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { digest, digestOf } from "../../host/digest.js";
import { makeSealed } from "../../host/seal.js";
import { hexOf } from "../../model/digest.js";
import { packCpio } from "./cpio.js";
/** Memory of a guest: what a case may take by default, and the guest's own. */
const memoryMib = 2560;
const contents = (parts) => {
    const file = (path, source, executable) => ({ kind: "file", path, content: readFileSync(source), executable });
    return [
        { kind: "folder", path: "dev" },
        { kind: "device", path: "dev/console", major: 5, minor: 1 },
        { kind: "folder", path: "modules" },
        ...readdirSync(parts.drivers)
            .sort()
            .map((name) => file(`modules/${name}`, join(parts.drivers, name), false)),
        file("launch", parts.launch, true),
        file("init", parts.agent, true),
    ];
};
/** Puts a machine's hardware together; its first file system is made once and kept in the store. `digest` is that of all that it follows from. */
export const assembleHardware = async (store, parts) => {
    const archive = packCpio(contents(parts));
    const own = digest(archive);
    const folder = join(store, "initramfs", `${hexOf(own, 16)}-sealed`);
    const initramfs = join(folder, "initramfs");
    await makeSealed(folder, join(store, "tmp"), "contents", (draft) => writeFile(join(draft, "initramfs"), archive));
    const { qemu, env, firmware, kernel } = parts;
    return { hardware: { qemu, env, firmware: [firmware], kernel, initramfs, memoryMib }, digest: digestOf([parts.digest, own]) };
};
