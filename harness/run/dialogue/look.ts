import { type Listener, listeners } from "../../host/listening.ts";
import type { Launcher } from "../../launch/launcher.ts";

/** All sockets of this machine that listen (TCP) or are bound (UDP), of these protocols: nothing is connected to. */
export type Look = (protocols?: readonly Listener["protocol"][]) => Promise<readonly Listener[]>;

/** Looks through the first of these launchers that can, else by the system's table. */
export const lookBy =
  (launchers: readonly Launcher[]): Look =>
  async (protocols = ["tcp", "udp"]) => {
    const launcher = launchers.find(({ listening }) => listening !== undefined);
    const tcp = protocols.includes("tcp") ? await launcher?.listening?.() : [];
    return tcp ? [...tcp, ...listeners(protocols.filter((protocol) => protocol === "udp"))] : listeners(protocols);
  };
