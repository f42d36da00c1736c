import { join } from "node:path";
import { WASI } from "node:wasi";
import { describe, expect, test } from "vitest";
import wabt from "wabt";

// Node's types have no WebAssembly.
interface Memory {
  readonly buffer: ArrayBuffer;
}
interface WebAssembly {
  readonly instantiate: (bytes: Uint8Array, imports: object) => Promise<{ readonly instance: { readonly exports: { readonly memory: Memory } } }>;
}
const { instantiate } = (globalThis as unknown as { readonly WebAssembly: WebAssembly }).WebAssembly;

type Call = (args?: unknown[]) => unknown;
type AroundOne = (name: string, args: unknown[], call: Call, memory: Memory) => unknown;
type Imports = Record<string, Record<string, unknown>>;

interface Around {
  readonly aroundModule: (imports: object, memory: () => Memory, around: AroundOne) => object;
  readonly aroundComponent: (imports: object, around: AroundOne) => Imports;
}

const { aroundModule, aroundComponent } = (await import(join(import.meta.dirname, "around.mjs"))) as Around;

const guest = `(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_seek" (func $seek (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $sizes (i32.const 0) (i32.const 4)))
    (drop (call $seek (i32.const 77) (i64.const -1) (i32.const 0) (i32.const 8)))
    (call $exit (i32.load (i32.const 0)))))`;

/** Runs the guest above with a function around its calls; its exit code is the number of arguments that it was told. */
const runGuest = async (around: AroundOne): Promise<number> => {
  const { buffer } = (await wabt()).parseWat("guest.wat", guest).toBinary({});
  const wasi = new WASI({ version: "preview1", args: ["a", "b"], returnOnExit: true });
  const imports = aroundModule(wasi.getImportObject(), () => instance.exports.memory, around);
  const { instance } = await instantiate(new Uint8Array(buffer), imports);
  return wasi.start(instance);
};

describe("around the imports of a module", () => {
  test("each call comes with its name, arguments, result and memory", async () => {
    const calls: unknown[] = [];
    const code = await runGuest((name, args, call, memory) => {
      const at = calls.push([name, args]) - 1;
      const result = call();
      calls[at] = [name, args, result, new DataView(memory.buffer).getUint32(0, true)];
      return result;
    });
    expect(code).toBe(2);
    // The last call ends the guest: its result never comes.
    expect(calls).toEqual([
      ["args_sizes_get", [0, 4], 0, 2],
      ["fd_seek", [77, -1n, 0, 8], 8, 2],
      ["proc_exit", [2]],
    ]);
  });

  test("arguments, results and memory can be others", async () => {
    const code = await runGuest((name, [first, ...others], call, memory) => {
      if (name !== "args_sizes_get") return call();
      const result = call([100, ...others]);
      new DataView(memory.buffer).setUint32(first as number, 41 + (result as number), true);
      return 0;
    });
    expect(code).toBe(41);
  });
});

/** What preview2-shim's interfaces are made of. */
const shim = () => {
  class Descriptor {
    static _create(): Descriptor {
      return new Descriptor();
    }
    size = 3;
    stat(): number {
      return this.size;
    }
    appendViaStream(by: number): string {
      return `at ${this.stat() + by}`;
    }
    fail(): never {
      throw "no-entry";
    }
    [Symbol.dispose](): void {
      this.size = 0;
    }
  }
  class Fields {
    readonly entries: readonly string[];
    constructor(...entries: string[]) {
      this.entries = entries;
    }
    static fromList(entries: readonly string[]): Fields {
      return new Fields(...entries);
    }
  }
  const own = { Descriptor, Fields };
  const preopen = new Descriptor();
  return {
    own,
    preopen,
    imports: {
      "wasi:filesystem/types": own,
      "wasi:filesystem/preopens@0.2.12": { getDirectories: () => [[preopen, "/"]], _hidden: 1 },
      "wasi:http/incoming-handler": undefined,
    },
  };
};

describe("around the imports of a component", () => {
  test("functions, methods, constructors, statics and drops have WIT's names, and the host's own calls do not pass", () => {
    const names: string[] = [];
    const { imports, preopen } = shim();
    const around = aroundComponent(imports, (name, _, call) => {
      names.push(name);
      return call();
    });
    const { Descriptor, Fields } = around["wasi:filesystem/types"] as ReturnType<typeof shim>["own"];
    const { getDirectories, _hidden } = around["wasi:filesystem/preopens@0.2.12"] as { getDirectories: () => unknown[][]; _hidden: number };
    expect(around["wasi:http/incoming-handler"]).toBeUndefined();
    expect(getDirectories()).toEqual([[preopen, "/"]]);
    expect(preopen.appendViaStream(2)).toBe("at 5");
    expect(preopen).toBeInstanceOf(Descriptor);
    expect(Object.create(Descriptor.prototype)).toBeInstanceOf(Descriptor);
    const fields = [new Fields("a"), Fields.fromList(["b", "c"])];
    expect(fields.map(({ entries }) => entries)).toEqual([["a"], ["b", "c"]]);
    expect(fields[0]).toBeInstanceOf(Fields);
    preopen[Symbol.dispose]();
    expect([preopen.size, _hidden]).toEqual([0, 1]);
    expect(names).toEqual([
      "wasi:filesystem/preopens#get-directories",
      "wasi:filesystem/types#[method]descriptor.append-via-stream",
      "wasi:filesystem/types#[constructor]fields",
      "wasi:filesystem/types#[static]fields.from-list",
      "wasi:filesystem/types#[resource-drop]descriptor",
    ]);
  });

  test("a method's resource is its first argument; results and errors can be others", () => {
    const { imports, preopen } = shim();
    const caught: unknown[] = [];
    aroundComponent(imports, (_, [self, ...words], call) => {
      expect(self).toBe(preopen);
      try {
        return call([self, ...words.map((word) => (word as number) * 10)]);
      } catch (error) {
        caught.push(error);
        return "none";
      }
    });
    expect([preopen.appendViaStream(2), preopen.fail(), caught]).toEqual(["at 23", "none", ["no-entry"]]);
  });
});
