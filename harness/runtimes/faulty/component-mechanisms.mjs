/** How faults of WASI 0.2 change calls: each mechanism makes a function that answers a component's call, by a result or by an error that it throws. */

// A call that never comes back, or later, does so whatever it gives.
export { slow, stuck } from "./mechanisms.mjs";

const always = () => true;

/** What an error of WASI 0.2 is called: the case of its enum or variant. What is no such error is the end of the guest. */
export const errorName = (error) => {
  const own = error?.payload ?? error;
  if (typeof own === "string") return own;
  return typeof own?.tag === "string" ? own.tag : "end";
};

// Another answer in the place of some errors; `after` are the outcomes that it changes.
const inPlaceOf = (from, when, answer) => {
  const names = [from].flat();
  const run = (c) => {
    try {
      return c.call();
    } catch (error) {
      if (!names.includes(errorName(error)) || !when(c)) throw error;
      return answer(c);
    }
  };
  return Object.assign(run, { after: names });
};

/** An error is told as another one; `from` is a name or several. */
export const told = (from, to, when = always) =>
  inPlaceOf(from, when, (c) => {
    throw c.strike(to);
  });

/** An error is told as success, with a value. */
export const succeeds = (from, value, when = always) => inPlaceOf(from, when, (c) => c.strike(typeof value === "function" ? value(c) : value));

/** A call is refused that should not be: nothing of it happens. */
export const refuse =
  (error, when = always) =>
  (c) => {
    if (!when(c)) return c.call();
    throw c.strike(error);
  };

/** A call does nothing, and gives a value. */
export const skip =
  (value, when = always) =>
  (c) =>
    when(c) ? c.strike(typeof value === "function" ? value(c) : value) : c.call();

/** Arguments are others; `change` gets them without the resource, and gives all or none. */
export const given =
  (change, when = always) =>
  (c) => {
    const others = when(c) ? change(...c.args.slice(1)) : undefined;
    return others === undefined ? c.call() : c.strike(c.call([c.args[0], ...others]));
  };

/** The same for a function without a resource. */
export const passed =
  (change, when = always) =>
  (c) => {
    const others = when(c) ? change(...c.args) : undefined;
    return others === undefined ? c.call() : c.strike(c.call(others));
  };

const text = (value) => JSON.stringify(value, (_, own) => (typeof own === "bigint" ? `${own}n` : ArrayBuffer.isView(own) ? [...own] : own));

/** What a call gives is another value. */
export const gives =
  (change, when = always) =>
  (c) => {
    const result = c.call();
    if (!when(c)) return result;
    const before = text(result);
    const after = change(result, c);
    return text(after) === before ? after : c.strike(after);
  };

/** The call is made twice. */
export const twice =
  (when = always) =>
  (c) => {
    const first = c.call();
    return when(c) ? c.strike(c.call()) : first;
  };

/** After a call that went well something else happens too. */
export const also =
  (act, when = always) =>
  (c) => {
    const result = c.call();
    if (when(c)) {
      act(c, result);
      c.strike();
    }
    return result;
  };

/** What the first such call gave is given ever after; `keyOf` tells which calls are such. */
export const stale =
  (keyOf = () => "") =>
  (c) => {
    const result = c.call();
    const key = keyOf(c);
    c.state.first ??= new Map();
    if (!c.state.first.has(key)) c.state.first.set(key, result);
    const known = c.state.first.get(key);
    return text(known) === text(result) ? result : c.strike(known);
  };

/** The shim's own answer, which is wrong. */
export const uncorrected = (c) => c.strike(c.call());
