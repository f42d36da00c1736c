import type { Wanted } from "../catalog/load.ts";
import { interruptSignal } from "../host/interrupt.ts";
import { say } from "../host/say.ts";
import { openProgress, tellProvision } from "./open-progress.ts";
import { openSession, type Session } from "./session.ts";

/** Opens a session with all workloads, or those that are wanted, and closes it however `use` ends. `shown`: progress tells what is provisioned. */
export const withSession = async <T>(root: string, use: (session: Session) => Promise<T>, shown = false, wanted?: Wanted): Promise<T> => {
  const progress = openProgress();
  const session = await openSession(root, interruptSignal(say), shown ? tellProvision(progress) : undefined, wanted);
  try {
    return await use(session);
  } finally {
    progress.clear();
    await session.close();
  }
};
