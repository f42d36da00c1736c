;; Imports what no host has.
(module
  (import "wasi_snapshot_preview1" "no_such_call" (func $nothing (param i32)))
  (memory (export "memory") 1)
  (func (export "_start") (call $nothing (i32.const 1))))
