import { monotonic } from "../host/clock.ts";
import { isPlain } from "../host/environment.ts";
import { exitCodes } from "../model/errors.ts";
import type { ProfileName } from "../model/words.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { Progress } from "../report/progress.ts";
import { doctorLines, inspect } from "./doctor.ts";
import { interruptSignal } from "./interrupt.ts";
import { print, printJson, resultStyle, say } from "./output.ts";
import { openSession } from "./session.ts";

/** `gatehouse provision`: gets toolchains and runtimes into the store. Exit code 1 where one cannot be had. */
export const provisionCommand = async (root: string, terms: readonly string[], profile: ProfileName, json: boolean): Promise<number> => {
  const filter = parseFilter(terms);
  const progress = new Progress({ write: (text) => process.stderr.write(text), moving: !isPlain(process.stderr), now: monotonic });
  const session = await openSession(root, interruptSignal(say), ({ package: name, state }) =>
    state === "start" ? progress.begin("provision", name, 10) : progress.done("provision", name),
  );
  const found = await inspect(session, filter, profiles[profile]);
  progress.clear();
  if (json) printJson(found);
  else print(doctorLines(found, resultStyle()));
  return [...found.toolchains, ...found.lanes].every((entry) => entry.ok) ? exitCodes.ok : exitCodes.unexpected;
};
