import type { Command, Exit, Launcher, Running } from "./launcher.ts";

/** A launcher that is heard: after each command, once that has ended. Who closes the launcher itself closes it. */
export const heard = (launcher: Launcher, hear: (command: Command) => void): Launcher => ({
  supervised: launcher.supervised,
  contained: launcher.contained,
  run: async (command: Command, started?: (running: Running) => void): Promise<Exit> => {
    const exit = await launcher.run(command, started);
    hear(command);
    return exit;
  },
  close: () => Promise.resolve(),
});
