;; Calls of WasmEdge's, by which a module of preview 1 connects.
(module
  (import "wasi_snapshot_preview1" "sock_open" (func $open (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_connect" (func $connect (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\10\00\00\00\04\00\00\00\7f\00\00\01")
  (func (export "_start")
    (if (i32.eqz (call $open (i32.const 1) (i32.const 2) (i32.const 64)))
      (then (drop (call $connect (i32.load (i32.const 64)) (i32.const 0) (i32.const 80)))))))
