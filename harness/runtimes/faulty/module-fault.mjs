import { aroundModule } from "../around.mjs";
import { errno, fields, load, place, store } from "./abi.mjs";

/** The bytes that a fault's own calls may use: at the end of the guest's memory, as they were before once a call is over. */
const scratchBytes = 1024;

/** One call of a guest, as faults see it. `state` is the fault's own for as long as the guest runs. */
export class GuestCall {
  #call;
  #host;
  #memory;
  #strike;
  #depth = 0;

  constructor({ name, args, call, host, memory, state, strike }) {
    Object.assign(this, { name, args, state });
    [this.#call, this.#host, this.#memory, this.#strike] = [call, host, memory, strike];
  }

  /** An argument by its name. */
  get(parameter) {
    return this.args[place(this.name, parameter)];
  }

  /** Makes the call; `changes` are other arguments, by name. Gives the error's number. */
  call(changes = {}) {
    const args = [...this.args];
    for (const [parameter, value] of Object.entries(changes)) args[place(this.name, parameter)] = value;
    return this.#call(args);
  }

  /** Calls another function of the host, or this one with all arguments. */
  ask(name, ...args) {
    return this.#host[name](...args);
  }

  /** Tells that the fault has changed something. */
  strike(result) {
    this.#strike();
    return result;
  }

  get view() {
    return new DataView(this.#memory.buffer);
  }

  bytes(at, length) {
    return new Uint8Array(this.#memory.buffer, at, length);
  }

  /** The text that a path's parameter stands for. */
  text(parameter) {
    return new TextDecoder().decode(this.bytes(this.get(parameter), this.get(`${parameter.replace("path", "")}length`)));
  }

  /** A field of the structure that a parameter points to. */
  field(parameter, structure, name, offset = 0) {
    const [at, type] = fields[structure][name];
    return load(this.view, this.get(parameter) + at + offset, type);
  }

  setField(parameter, structure, name, value, offset = 0) {
    const [at, type] = fields[structure][name];
    store(this.view, this.get(parameter) + at + offset, type, value);
  }

  /** The buffers that the parameter `iovs` names. */
  iovs() {
    const { view } = this;
    return Array.from({ length: this.get("count") }, (_, index) => {
      const at = this.get("iovs") + 8 * index;
      return { at, buf: view.getUint32(at, true), length: view.getUint32(at + 4, true) };
    });
  }

  total() {
    return this.iovs().reduce((sum, { length }) => sum + length, 0);
  }

  /** Makes the call with other buffers in the place of the guest's: as many, each `{ buf, length }`. */
  callWith(buffers, changes = {}) {
    const own = this.iovs();
    const put = (all) =>
      own.forEach(({ at }, index) => {
        this.view.setUint32(at, all[index]?.buf ?? 0, true);
        this.view.setUint32(at + 4, all[index]?.length ?? 0, true);
      });
    put(buffers);
    try {
      return this.call(changes);
    } finally {
      put(own);
    }
  }

  /** Makes the call with at most so many bytes. */
  callUpTo(most, changes = {}) {
    let left = most;
    const cut = this.iovs().map(({ buf, length }) => {
      const own = Math.min(length, left);
      left -= own;
      return { buf, length: own };
    });
    return this.callWith(cut, changes);
  }

  /** Calls `use` with the address of bytes that a fault may write, and puts back what stood there. */
  withScratch(use) {
    const at = this.#memory.buffer.byteLength - scratchBytes * ++this.#depth;
    const before = this.bytes(at, scratchBytes).slice();
    try {
      return use(at);
    } finally {
      this.bytes(at, scratchBytes).set(before);
      this.#depth--;
    }
  }

  /** Calls `use` with the address and the length of a text. */
  withText(text, use) {
    const bytes = new TextEncoder().encode(text);
    return this.withScratch((at) => {
      this.bytes(at, bytes.length).set(bytes);
      return use(at, bytes.length);
    });
  }

  #stat(make) {
    return this.withScratch((at) => {
      if (make(at) !== errno.success) return undefined;
      const { view } = this;
      return Object.fromEntries(Object.entries(fields.filestat).map(([name, [offset, type]]) => [name, load(view, at + offset, type)]));
    });
  }

  /** What a descriptor is; undefined where it is none. */
  stat(fd = this.get("fd")) {
    return this.#stat((at) => this.ask("fd_filestat_get", fd, at));
  }

  /** What a path is, a link itself or what it leads to; undefined where there is nothing. */
  statPath(follow = 0, parameter = "path") {
    const [fd, length] = parameter === "newpath" ? ["newfd", "newlength"] : ["fd", "length"];
    return this.#stat((at) => this.ask("path_filestat_get", this.get(fd), follow, this.get(parameter), this.get(length), at));
  }

  /** The type of a descriptor, a number of `filetype`, of sockets too; undefined where it is none. */
  type(fd = this.get("fd")) {
    return this.withScratch((at) => (this.ask("fd_fdstat_get", fd, at) === errno.success ? load(this.view, at, "u8") : undefined));
  }

  /** The position of a descriptor; undefined where it has none. */
  position(fd = this.get("fd")) {
    return this.withScratch((at) => (this.ask("fd_tell", fd, at) === errno.success ? load(this.view, at, "u64") : undefined));
  }

  moveTo(position, fd = this.get("fd")) {
    return this.withScratch((at) => this.ask("fd_seek", fd, BigInt(position), 0, at));
  }
}

// A guest may call at the end of its stack, and give pointers out of its memory.
const ofGuest = /call stack|outside the bounds|typed array length/;

/** Imports of a preview 1 module with one fault in them; `strike` is called each time that it changes something. */
export const strikeModule = (fault, imports, memory, strike) => {
  const host = imports.wasi_snapshot_preview1;
  const state = {};
  return aroundModule(imports, memory, (name, args, call, own) => {
    const run = name === fault.on ? fault.run : fault.beside?.[name];
    if (!run) return call();
    try {
      return run(new GuestCall({ name, args, call, host, memory: own, state, strike }));
    } catch (error) {
      // A mistake in the fault itself must not pass for what a guest makes of it.
      if (error instanceof TypeError || error instanceof ReferenceError || (error instanceof RangeError && !ofGuest.test(error.message))) strike(error);
      throw error;
    }
  });
};
