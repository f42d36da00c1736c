import { interruptSignal } from "../host/interrupt.js";
import { say } from "../host/say.js";
import { openProgress, tellProvision } from "./open-progress.js";
import { openSession } from "./session.js";
/** Opens a session, and closes it however `use` ends. `shown`: progress tells what is provisioned. */
export const withSession = async (root, use, shown = false) => {
    const progress = openProgress();
    const session = await openSession(root, interruptSignal(say), shown ? tellProvision(progress) : undefined);
    try {
        return await use(session);
    }
    finally {
        progress.clear();
        await session.close();
    }
};
