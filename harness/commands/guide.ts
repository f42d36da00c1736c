import { exitCodes, formatPlace } from "../model/errors.ts";
import { declare, flag } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "guide",
  words: "[languages...]",
  about: "print what works in a language, of the newest published records; or check, run or complete the guides of languages",
  examples: ["gatehouse guide rust", "gatehouse guide --update", "gatehouse guide --check", "gatehouse guide --run c"],
  options: {
    update: flag("--update", "write it into the guides of these languages, or of all"),
    check: flag("--check", "tell what is wrong with the guides of these languages, or of all"),
    run: flag("--run", "do what the guides of these languages say, or of all, and compare what it prints"),
  },
  act: async (root, ids, { update, check, run, json }) => {
    const { GatehouseError } = await import("../model/errors.ts");
    if ([update, check, run].filter(Boolean).length > 1)
      throw new GatehouseError("guide/several", "--update, --check and --run are commands of their own", { hint: "give one of them" });
    if (run) {
      const { withSession } = await import("../engine/with-session.ts");
      const { tryGuide } = await import("../guide/try.ts");
      const { triedLines } = await import("../guide/tried-lines.ts");
      const tried = await withSession(root, async (session) => {
        const all = [];
        for (const id of ids.length > 0 ? ids : session.catalog.languages.keys()) all.push({ language: id, ...(await tryGuide(session, id)) });
        return all;
      });
      print(json, { tried }, (style) => tried.flatMap((each) => triedLines(each, style)));
      return tried.every((each) => "notRun" in each || each.blocks.every(({ state, faults }) => state !== "not reached" && faults.length === 0))
        ? exitCodes.ok
        : exitCodes.unexpected;
    }
    const { loadCatalog } = await import("../catalog/load.ts");
    const { publishedCapabilities } = await import("../review/capabilities.ts");
    const { checkGuides, madePart, updateGuides } = await import("../guide/guides.ts");
    const catalog = await loadCatalog(root, () => false);
    const records = await publishedCapabilities(root);
    if (update) {
      const files = updateGuides(catalog, ids, records);
      print(json, { written: files }, () => (files.length > 0 ? files.map((file) => `written: ${file}`) : ["all guides are what the records say"]));
      return exitCodes.ok;
    }
    if (check) {
      const faults = checkGuides(catalog, ids, records);
      print(json, { faults }, (style) =>
        faults.length > 0 ? faults.map(({ message, ...place }) => `${style.bad("wrong")}  ${formatPlace(place)}: ${message}`) : ["all guides are in order"],
      );
      return faults.length > 0 ? exitCodes.unexpected : exitCodes.ok;
    }
    const [id, ...others] = ids;
    if (id === undefined || others.length > 0)
      throw new GatehouseError("guide/language", "one language is printed", { hint: `name one: ${[...catalog.languages.keys()].join(", ")}` });
    const text = madePart(catalog, id, records);
    print(json, { language: id, text }, () => [text]);
    return exitCodes.ok;
  },
});
