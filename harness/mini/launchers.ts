import { sleep } from "../host/clock.ts";
import type { Exit, Held, Launcher } from "../launch/launcher.ts";

/** A launcher that comes to start what it holds only after a while, as on a machine with much to do. */
export const slowToHold = (host: Launcher, milliseconds: number): Launcher => ({
  supervised: host.supervised,
  contained: host.contained,
  run: (command, started) => host.run(command, started),
  close: () => Promise.resolve(),
  hold: (command) => {
    const held = sleep(milliseconds).then(() => host.hold?.(command) as Held);
    return {
      exit: held.then(({ exit }) => exit),
      signal: (name) => void held.then(({ signal }) => signal(name)),
      go: (begin) => void held.then(({ go }) => go(begin)),
    };
  },
});

/** A launcher that runs commands as another does, and holds processes that end as `exit` does, whatever they are sent. */
export const holding = (host: Launcher, exit: () => Promise<Exit>): Launcher => ({
  supervised: host.supervised,
  contained: host.contained,
  run: (command, started) => host.run(command, started),
  close: () => Promise.resolve(),
  hold: () => ({ exit: exit(), signal: () => {}, go: () => {} }),
});
