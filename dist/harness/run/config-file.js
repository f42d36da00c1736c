import { stringify } from "smol-toml";
import { loadHook } from "../host/hooks.js";
import { GatehouseError } from "../model/errors.js";
/** Sockets that listen and carry streams are preopened; each has the address, HOST:PORT, that was chosen for it, in the contract's order. */
export const preopened = ({ sockets }, addresses) => sockets
    .filter(({ kind }) => kind === "listen")
    .flatMap(({ name, kind, protocol = "tcp" }, index) => {
    const [host, port] = (addresses[index] ?? "").split(":");
    return host && port && protocol !== "udp" && protocol !== "http" ? [{ name, kind, protocol, host, port: Number(port) }] : [];
});
/**
 * What stands in the file that a target takes beside its argv; undefined where it takes none. `folder` is that of the runtime.
 * Throws a GatehouseError where the runtime's script cannot say the case in its format.
 */
export const configText = async (folder, target, program, sockets) => {
    const file = target["config-file"];
    if (!file)
        return undefined;
    const script = await loadHook(folder, file.script);
    try {
        return script({ args: program.args, env: program.env, directories: program.directories.map(({ guest }) => guest), sockets }, stringify);
    }
    catch (error) {
        throw new GatehouseError("config/inexpressible", error.message, {
            hint: `${file.name} has no word for it: the case cannot be run there`,
            cause: error,
        });
    }
};
