(module
  (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  ;; One vector: six bytes at 32. What calls give back goes to 8 and 12.
  (data (i32.const 0) "\20\00\00\00\06\00\00\00")
  (data (i32.const 16) "note.txt")
  (data (i32.const 32) "noted\n")
  (func $must (param $errno i32)
    (if (local.get $errno) (then (call $exit (i32.const 1)))))
  ;; Descriptor 3 is the first directory; flag 1 makes the file, right 64 is fd_write.
  (func (export "_start")
    (call $must (call $open (i32.const 3) (i32.const 0) (i32.const 16) (i32.const 8) (i32.const 1) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 12)))
    (call $must (call $write (i32.load (i32.const 12)) (i32.const 0) (i32.const 1) (i32.const 8)))))
