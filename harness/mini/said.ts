/** What engines say where a program does not end by itself, taken down from runs: a guest can say all of it. */
export const engineWords = {
  wasmtimeTrap: `Error: failed to run main module \`t.wasm\`

Caused by:
    0: failed to invoke command default
    1: error while executing at wasm backtrace:
           0:     0x25 - <unknown>!<wasm function 1>
    2: wasm trap: wasm \`unreachable\` instruction executed
`,
  wasmtimeImport: `Error: failed to run main module \`t.wasm\`

Caused by:
    0: failed to instantiate "t.wasm"
    1: unknown import: \`wasi_snapshot_preview1::sched_yield\` has not been defined
`,
  wasmtimeNoModule: `Error: failed to run main module \`t.wasm\`

Caused by:
    0: failed to parse WebAssembly module
`,
  wasmtimeRefused: `Error: failed to parse WebAssembly module

Caused by:
    exceptions proposal not enabled (at offset 0x6b)
`,
  wasmtimeFlag: "error: unexpected argument '--nope' found\n\nUsage: wasmtime run [OPTIONS] <WASM>...\n",
  wasmtimeDescriptors: "Error: the `-Spreview2=n` flag is no longer supported\n",
  componentImport: "component imports instance `wasi:cli/exit@0.2.12`, but a matching implementation was not found in the linker\n",
  wazeroTrap: `error instantiating wasm binary: module[] function[_start] failed: wasm error: unreachable
wasm stack trace:
	.$1()
`,
  wazeroImport: 'error instantiating wasm binary: "sched_yield" is not exported in module "wasi_snapshot_preview1"\n',
  wazeroRefused: 'error compiling wasm binary: invalid function[1]: return_call invalid as feature "tail-call" is disabled\n',
  wazeroNoModule: "error compiling wasm binary: invalid magic number\n",
  enarxTrap: "Error: wasm trap: wasm `unreachable` instruction executed\nwasm backtrace:\n    0:   0x31 - <unknown>!<wasm function 0>\n\n",
  enarxImport: "Error: unknown import: `wasi_snapshot_preview1::sched_yield` has not been defined\n",
  enarxType:
    "Error: incompatible import type for `wasi_snapshot_preview1::proc_exit`\n\nCaused by:\n    function types incompatible: expected func of type `(i64) -> ()`\n",
  enarxStub: "Error: sock_shutdown unsupported\nwasm backtrace:\n    0: 0x1684 - <unknown>!<wasm function 19>\n\n",
  enarxNoModule:
    "Error: failed to parse WebAssembly module\n\nCaused by:\n    Invalid input WebAssembly code at offset 0: magic header not detected: bad magic number\n",
  enarxRefused: "Error: WebAssembly translation error\n\nCaused by:\n    Invalid input WebAssembly code at offset 254: tail calls support is not enabled\n",
  enarxBackend: 'Error: Keep backend "kvm" is unsupported.\n',
  hostTrap: "gatehouse-host: trap: unreachable\n",
  hostReport: '{"how":"trap","message":"unreachable"}\n',
} as const;
