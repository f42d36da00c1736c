/** One call of a component, as faults see it: a method's first argument is its resource. `state` is the fault's own for as long as the guest runs. */
export class ComponentCall {
  #call;
  #strike;

  constructor({ name, args, call, state, strike }) {
    Object.assign(this, { name, args, state });
    [this.#call, this.#strike] = [call, strike];
  }

  /** The resource of a method. */
  get self() {
    return this.args[0];
  }

  /** Makes the call, with the guest's arguments or others. What it throws is the function's error. */
  call(args = this.args) {
    return this.#call(args);
  }

  /** Tells that the fault has changed something, and gives the result. */
  strike(result) {
    this.#strike();
    return result;
  }
}

/** A function about calls of a component, for around.mjs, with one fault in it; `strike` is called each time that it changes something. */
export const strikeComponent = (fault, strike) => {
  const state = {};
  return (name, args, call) => {
    const run = name === fault.on ? fault.run : fault.beside?.[name];
    if (!run) return call();
    try {
      return run(new ComponentCall({ name, args, call, state, strike }));
    } catch (error) {
      // A mistake in the fault itself must not pass for what a guest makes of it.
      if (error instanceof TypeError || error instanceof ReferenceError) strike(error);
      throw error;
    }
  };
};
