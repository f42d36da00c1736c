import { writeSync } from "node:fs";
import { isReport } from "../ending.mjs";

/**
 * What a faulty host tells besides how its guest ended, on descriptor 3 where that is a file: one more line of JSON. `calls` are the
 * functions that the guest called, each with what came of it (`fd_read 8`); `struck` is how often the fault changed something.
 */
export class Told {
  #calls = new Set();
  #struck = 0;
  #broken;
  #under;

  constructor() {
    // First of all: later the guest's files may have that number.
    if (!isReport()) return;
    process.on("exit", () => {
      // A host may end the process within the guest's last call.
      if (this.#under) this.#calls.add(`${this.#under} end`);
      this.#write();
    });
  }

  #write() {
    writeSync(3, `${JSON.stringify({ calls: [...this.#calls], struck: this.#struck, broken: this.#broken })}\n`);
  }

  /** The fault has changed something; or it went wrong itself. */
  strike(error) {
    this.#struck++;
    if (error) this.#broken = String(error.stack);
  }

  /** A function about calls, for around.mjs; `outcomeOf` names what came of a call that gave a result. */
  around(outcomeOf, errorOf) {
    return (name, _args, call) => {
      this.#under = name;
      try {
        const result = call();
        this.#under = undefined;
        this.#calls.add(`${name} ${outcomeOf(result)}`);
        return result;
      } catch (error) {
        this.#under = undefined;
        this.#calls.add(`${name} ${errorOf(error)}`);
        throw error;
      }
    };
  }
}
