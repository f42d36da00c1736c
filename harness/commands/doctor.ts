import { Argument } from "commander";
import { exitCodes } from "../model/errors.ts";
import { declare, flag } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "doctor",
  words: new Argument("[what]", "keeps: only those, every one").choices(["keeps"]),
  about: "tell what is there, what is missing, why, and what to type",
  examples: [
    "gatehouse doctor",
    "gatehouse doctor keeps   which Keeps this machine has, with the evidence",
    "gatehouse doctor --verify   whether the store holds what was put there, byte by byte",
    "gatehouse doctor --json",
  ],
  options: {
    verify: flag("--verify", "read the whole store: is it what was installed and made?"),
    repair: flag("--repair", "the same, and move aside what is not: the next run gets it again"),
  },
  act: async (root, [what], { json, verify, repair }) => {
    if (verify || repair) {
      const { verifyStore } = await import("../engine/verify-store.ts");
      const { storeLines } = await import("../report/doctor-store.ts");
      const { storeFolder } = await import("../host/environment.ts");
      const { openProgress } = await import("../engine/open-progress.ts");
      const progress = openProgress();
      const found = await verifyStore(storeFolder(root), repair, progress);
      print(json, found, (style) => storeLines(found, style));
      return found.changed.every(({ moved }) => moved !== undefined) ? exitCodes.ok : exitCodes.harness;
    }
    const { withSession } = await import("../engine/with-session.ts");
    if (what === "keeps") {
      const { inspectKeeps } = await import("../probe/inspect-keeps.ts");
      const { keepLines } = await import("../report/doctor-keeps.ts");
      const found = await withSession(root, inspectKeeps);
      print(json, found, (style) => keepLines(found, style));
      return found.keeps.some(({ ways }) => ways.some(({ state }) => state !== "missing")) ? exitCodes.ok : exitCodes.harness;
    }
    const { printFindings } = await import("./print-findings.ts");
    const { inspect } = await import("../probe/inspect.ts");
    const { profiles } = await import("../plan/profile.ts");
    const { storeFolder } = await import("../host/environment.ts");
    const { sizesIn } = await import("../host/sizes.ts");
    const folder = storeFolder(root);
    const { findings: found } = await withSession(root, (session) => inspect(session, [], profiles.quick));
    return printFindings({ ...found, store: { folder, bytes: Object.fromEntries(await sizesIn(folder)) } }, json);
  },
});
