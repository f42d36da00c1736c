import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { digest, digestFolder, randomName } from "../../host/digest.js";
import { Waits } from "../../host/waits.js";
import { describeExit } from "../launcher.js";
import { failedExit, untellable } from "../wire.js";
import { bring, converse, Reins, tidy } from "./conversation.js";
import { librariesOf } from "./libraries.js";
import { MachineFailure } from "./machine.js";
import { openSnapshot, restore } from "./snapshot.js";
const isBelow = (path, folders) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
const digestPath = (path) => (statSync(path).isDirectory() ? digestFolder(path) : digest(readFileSync(path)));
/** Runs commands in virtual machines. The host's launcher runs each QEMU, so none outlives us. */
export class MachineLauncher {
    supervised = true;
    #room;
    #digest;
    #furnishing;
    #upkeep;
    #running = new Set();
    #idle = [];
    #snapshot;
    #next = 1;
    #closed = false;
    /** `hardware` is the digest of the room's hardware. */
    constructor(room, hardware, furnishing, upkeep = "pristine") {
        this.#room = room;
        this.#digest = hardware;
        this.#furnishing = furnishing;
        this.#upkeep = upkeep;
    }
    async run(command, started) {
        const wrong = untellable(command);
        if (wrong !== undefined)
            return failedExit(wrong, undefined);
        const { inputs, directories } = command.carry ?? { inputs: [], directories: [] };
        const cargo = { inputs: inputs.filter((path) => !isBelow(path, this.#furnishing.paths)), directories };
        const reins = new Reins();
        started?.(reins);
        try {
            this.#snapshot ??= this.#open();
            return await this.#runIn(await this.#snapshot, command, cargo, reins);
        }
        catch (error) {
            return failedExit(this.#closed ? "cancelled" : `the virtual machine: ${error.message}`, "vanished");
        }
    }
    async close(waits = new Waits()) {
        this.#closed = true;
        await Promise.allSettled([...this.#running].map((machine) => waits.until(machine.name, machine.end())));
    }
    async #runIn(snapshot, command, cargo, reins) {
        const machine = this.#idle.pop() ?? (await this.#restore(snapshot));
        let again = false;
        try {
            const exit = await converse(machine, this.#next++, command, cargo, reins);
            if (this.#upkeep === "warm") {
                await tidy(machine, command, cargo);
                again = true;
            }
            return exit;
        }
        finally {
            if (again)
                this.#idle.push(machine);
            else
                await this.#end(machine);
        }
    }
    async #restore(snapshot) {
        const machine = await restore(this.#room, snapshot);
        this.#running.add(machine);
        if (this.#closed)
            await this.#end(machine);
        return machine;
    }
    async #end(machine) {
        await machine.end();
        this.#running.delete(machine);
    }
    async #open() {
        const { paths, programs, env, trial } = this.#furnishing;
        const libraries = await librariesOf(programs, env);
        const { accelerator, memoryMib } = this.#room.hardware;
        const key = ["snapshot", 1, this.#digest, accelerator, memoryMib, [...paths, ...libraries].map((path) => [path, digestPath(path)]), trial ?? []];
        return openSnapshot(this.#room, key, async (machine) => {
            await bring(machine, [...paths, ...libraries]);
            if (trial)
                await this.#try(machine, trial);
        });
    }
    async #try(machine, argv) {
        const folder = join(this.#room.scratch, `trial-${randomName()}`);
        mkdirSync(folder, { recursive: true });
        const command = {
            argv,
            env: { ...this.#furnishing.env, HOME: folder, TMPDIR: folder },
            cwd: folder,
            stdin: "/dev/null",
            stdout: join(folder, "stdout"),
            stderr: join(folder, "stderr"),
            limits: { timeMs: 60_000, outputBytes: 2 ** 20 },
        };
        try {
            const exit = await converse(machine, 0, command, { inputs: [], directories: [] });
            const how = describeExit(exit);
            if (how)
                throw new MachineFailure(`${argv.join(" ")} does not work in it: ${how}`);
            await tidy(machine, command, { inputs: [], directories: [] });
        }
        finally {
            rmSync(folder, { recursive: true, force: true });
        }
    }
}
