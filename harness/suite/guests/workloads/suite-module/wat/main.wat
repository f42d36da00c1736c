(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "beside" "answer" (func $answer (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (call $exit (call $answer))))
