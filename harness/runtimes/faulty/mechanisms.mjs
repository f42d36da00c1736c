import { errno } from "./abi.mjs";

/** How faults of preview 1 change calls: each mechanism makes a function that answers a guest's call with the error's number. */

const always = () => true;
const nothing = errno.success;

/** Gives each byte another value, in place. */
export const mapBytes = (bytes, change) => {
  for (let at = 0; at < bytes.length; at++) bytes[at] = change(bytes[at], at);
};

/** Blocks this thread; the guest's whole world stands still. */
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const changed = (c, changes) =>
  Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, typeof change === "function" ? change(c.get(name), c) : change]));

/** An error, or success, is told as another one; `from` is a name or several. Its `after` are the outcomes that it changes. */
export const told = (from, to, when = always) => {
  const numbers = [from].flat().map((name) => errno[name]);
  const run = (c) => {
    const held = when(c);
    const result = c.call();
    return held && numbers.includes(result) ? c.strike(errno[to]) : result;
  };
  return Object.assign(run, { after: numbers.map(String) });
};

/** A call is refused that should not be, or refused otherwise: nothing of it happens. */
export const refuse =
  (name, when = always) =>
  (c) =>
    when(c) ? c.strike(errno[name]) : c.call();

/** A call does nothing and tells success; `fill` writes what it gives. */
export const skip =
  (when = always, fill = () => {}) =>
  (c) => {
    if (!when(c)) return c.call();
    fill(c);
    return c.strike(nothing);
  };

/** Arguments are others; `changes` by name: a value, or a function of the guest's. */
export const given =
  (changes, when = always) =>
  (c) => {
    if (!when(c)) return c.call();
    const others = changed(c, changes);
    if (Object.entries(others).some(([name, value]) => value !== c.get(name))) c.strike();
    return c.call(others);
  };

/** What a call gives is another value: a field of the structure that `parameter` points to. */
export const gives =
  (parameter, structure, field, change, when = always) =>
  (c) => {
    const held = when(c);
    const result = c.call();
    if (result !== nothing || !held) return result;
    const before = c.field(parameter, structure, field);
    const after = typeof change === "function" ? change(before, c) : change;
    if (after !== before) {
      c.setField(parameter, structure, field, after);
      c.strike();
    }
    return result;
  };

/** A transfer moves fewer bytes, and tells so (`told: "short"`), or tells the whole. */
export const short =
  (less, as, when = always) =>
  (c) => {
    const total = c.total();
    const most = less(total);
    if (most >= total || !when(c)) return c.call();
    const result = c.callUpTo(most);
    if (result !== nothing) return result;
    const done = c.field("out", "plain", "u32");
    // Only where the limit was reached has the fault changed anything.
    if (done < most) return result;
    c.strike();
    if (as === "full") c.setField("out", "plain", "u32", total);
    return result;
  };

/** The buffers of a transfer are others, as many or fewer. */
export const buffers =
  (change, when = always) =>
  (c) =>
    when(c) && c.get("count") > 0 ? c.strike(c.callWith(change(c.iovs()))) : c.call();

/** The bytes of a transfer that reads are others afterwards. */
export const garbles =
  (change, when = always) =>
  (c) => {
    const held = when(c);
    const result = c.call();
    if (result !== nothing || !held) return result;
    let left = c.field("out", "plain", "u32");
    if (left > 0) c.strike();
    for (const { buf, length } of c.iovs()) {
      const own = Math.min(length, left);
      left -= own;
      if (own > 0) change(c.bytes(buf, own));
    }
    return result;
  };

/** The call is made twice. */
export const twice =
  (when = always) =>
  (c) => {
    const first = c.call();
    return when(c) && first === nothing ? c.strike(c.call()) : first;
  };

/** After a call that went well something else happens too. */
export const also =
  (act, when = always) =>
  (c) => {
    const held = when(c);
    const result = c.call();
    if (held && result === nothing) {
      act(c);
      c.strike();
    }
    return result;
  };

/** The call never comes back. */
export const stuck =
  (when = always) =>
  (c) => {
    if (!when(c)) return c.call();
    c.strike();
    for (;;) pause(1000);
  };

/** The call comes back later, by milliseconds. */
export const slow =
  (ms, when = always) =>
  (c) => {
    if (!when(c)) return c.call();
    c.strike();
    pause(typeof ms === "function" ? ms(c) : ms);
    return c.call();
  };

/** What the first such call gave is given ever after: bytes at `parameter`; `keyOf` tells which calls are such. */
export const stale =
  (parameter, length, keyOf = () => "") =>
  (c) => {
    const result = c.call();
    if (result !== nothing) return result;
    const key = keyOf(c);
    c.state.first ??= new Map();
    const at = c.get(parameter);
    const known = c.state.first.get(key);
    if (known === undefined) c.state.first.set(key, c.bytes(at, length).slice());
    else if (known.some((byte, index) => byte !== c.bytes(at, length)[index])) {
      c.bytes(at, length).set(known);
      c.strike();
    }
    return result;
  };

/** Which call of the fault's function this is, from 1. */
export const nth = (c) => {
  c.state.calls = (c.state.calls ?? 0) + 1;
  return c.state.calls;
};
