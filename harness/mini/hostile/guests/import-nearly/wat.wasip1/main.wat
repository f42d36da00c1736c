(module
  (import "wasi_snapshot_preview1" "fd_write_all" (func $evil (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (drop (call $evil (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))))
