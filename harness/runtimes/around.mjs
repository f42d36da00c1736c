/**
 * Puts a function around each call that a guest makes to its WASI host: to trace calls, or to change what they do.
 *
 * `around(name, args, call, memory)` gives the call's result. `call()` makes the call as the guest made it, and `call(others)` with other
 * arguments. What ends the guest (`proc_exit`, an exit, a trap) is thrown through it, and so is the error of a WASI 0.2 function.
 * Calls that the host makes of itself do not pass through it.
 */
const guard = (around) => {
  let within = false;
  return (name, args, original, ...more) => {
    if (within) return original(args);
    within = true;
    try {
      return around(name, args, (others = args) => original(others), ...more);
    } finally {
      within = false;
    }
  };
};

/**
 * Imports of a preview 1 module, by module and name, each with `around` about it. `memory` gives the guest's memory, a WebAssembly.Memory;
 * it is asked at each call, and `around` gets it. Names are those of the functions, such as `fd_write`.
 */
export const aroundModule = (imports, memory, around) => {
  const pass = guard(around);
  const wrapped = (name, own) => (typeof own === "function" ? (...args) => pass(name, args, (words) => own(...words), memory()) : own);
  const map = (object, change) => Object.fromEntries(Object.entries(object).map(([name, own]) => [name, change(own, name)]));
  return map(imports, (functions) => map(functions, (own, name) => wrapped(name, own)));
};

/**
 * Imports of a component, by interface, as preview2-shim gives them, each function with `around` about it. Names are those of WIT without
 * a version: `wasi:cli/stdin#get-stdin`, `wasi:io/streams#[method]input-stream.read`, and so for `[static]`, `[constructor]` and
 * `[resource-drop]`. A method's first argument is its resource. Classes are changed where they stand: once in a process.
 */
export const aroundComponent = (imports, around) => {
  const pass = guard(around);
  const seen = new Map();
  const wrapClass = (type, resource, at) => {
    if (seen.has(type)) return seen.get(type);
    for (const name of Reflect.ownKeys(type.prototype)) {
      const own = Object.getOwnPropertyDescriptor(type.prototype, name).value;
      const is = name === Symbol.dispose ? `[resource-drop]${resource}` : isPublic(name) && `[method]${resource}.${kebab(name)}`;
      if (!is || typeof own !== "function") continue;
      type.prototype[name] = function (...args) {
        return pass(`${at}#${is}`, [this, ...args], ([self, ...words]) => own.apply(self, words));
      };
    }
    for (const name of Object.getOwnPropertyNames(type)) {
      const own = type[name];
      if (!isPublic(name) || typeof own !== "function") continue;
      type[name] = (...args) => pass(`${at}#[static]${resource}.${kebab(name)}`, args, (words) => own.apply(type, words));
    }
    const construct = (_, args, target) => pass(`${at}#[constructor]${resource}`, args, (words) => Reflect.construct(type, words, target));
    seen.set(type, new Proxy(type, { construct }));
    return seen.get(type);
  };
  const wrap = (own, name, at) => {
    if (typeof own !== "function" || !isPublic(name)) return own;
    if (/^[A-Z]/.test(name)) return wrapClass(own, kebab(name).slice(1), at);
    return (...args) => pass(`${at}#${kebab(name)}`, args, (words) => own(...words));
  };
  return Object.fromEntries(
    Object.entries(imports).map(([name, functions]) => [
      name,
      // Of what a host does not have the shim gives undefined.
      functions && Object.fromEntries(Object.entries(functions).map(([key, own]) => [key, wrap(own, key, name.replace(/@.*/, ""))])),
    ]),
  );
};

const isPublic = (name) => typeof name === "string" && !name.startsWith("_") && name !== "constructor" && name !== "prototype";

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
