import { declare, flag, wholeOr } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "clean",
  about: "remove what takes space and nobody needs: packages that no manifest names any more, and what is old and made again",
  examples: ["gatehouse clean --dry-run", "gatehouse clean --days 7 --runs"],
  options: {
    days: wholeOr("--days <number>", "age from which artifacts, caches and runs are old", 30),
    runs: flag("--runs", "remove old runs of this project too"),
    dryRun: flag("--dry-run", "tell what would be removed, and remove nothing"),
  },
  act: async (root, _, { json, ...options }) => {
    const { loadCatalog } = await import("../catalog/load.ts");
    const { cleanStore } = await import("../engine/clean.ts");
    const { cleanLines } = await import("../report/clean.ts");
    const found = await cleanStore(root, await loadCatalog(root), options);
    print(json, found, (style) => cleanLines(found, style));
    return 0;
  },
});
