var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { GatehouseError } from "../model/errors.js";
const place = ({ folder, script }) => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*\.mjs$/.test(script))
        return undefined;
    try {
        const real = realpathSync(folder);
        const isRuntime = existsSync(join(real, "runtime.toml"));
        const path = join(real, script);
        return isRuntime && realpathSync(path) === path ? path : undefined;
    }
    catch {
        return undefined;
    }
};
/**
 * The function that a runtime's script exports by default. It runs in this process, so nothing but a file of a runtime's own folder,
 * the one with runtime.toml, is loaded. Throws a GatehouseError for any other path, or where there is no function.
 */
export const loadHook = async (folder, script) => {
    const path = place({ folder, script });
    const refuse = (why) => new GatehouseError("runtime/script", `${script} ${why}`, { hint: "name a script beside runtime.toml that exports a function by default", exitCode: 3 });
    if (path === undefined)
        throw refuse("is no file of a runtime's own folder");
    const { default: hook } = (await import(__rewriteRelativeImportExtension(pathToFileURL(path).href)));
    if (typeof hook !== "function")
        throw refuse("exports no function by default");
    return hook;
};
