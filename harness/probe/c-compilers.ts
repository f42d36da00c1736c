import type { Catalog } from "../model/catalog.ts";
import type { Provisioner } from "../provision/provision.ts";

/** Argvs that act as a C compiler for static programs, from provisioned toolchains: they help where the machine has none. */
export const provisionedCompilers = async (catalog: Catalog, provisioner: Provisioner): Promise<string[][]> => {
  const c = catalog.languages.get("c");
  const packages = c?.manifest.package ?? {};
  if (!c || !packages["zig"]) return [];
  const zig = await provisioner.one(packages, "zig", c.folder);
  return zig.ok && zig.bin["zig"] ? [[zig.bin["zig"], "cc", "-static"]] : [];
};
