(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "name")
  (func (export "_start")
    (local $end i32)
    (drop (call $sizes (i32.const 0) (i32.const 4)))
    ;; Pointers stand at 256, texts at 1024: the first one is the name.
    (drop (call $args (i32.const 256) (i32.const 1024)))
    (local.set $end (i32.const 1024))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (i32.load8_u (local.get $end))))
        (local.set $end (i32.add (local.get $end) (i32.const 1)))
        (br $next)))
    (i32.store8 (local.get $end) (i32.const 10))
    (i32.store (i32.const 32) (i32.const 1024))
    (i32.store (i32.const 36) (i32.sub (i32.add (local.get $end) (i32.const 1)) (i32.const 1024)))
    (drop (call $write (i32.const 1) (i32.const 32) (i32.const 1) (i32.const 40)))
    ;; Without a directory there is no descriptor 3, and nothing to open.
    (if (i32.eqz (call $open (i32.const 3) (i32.const 0) (i32.const 16) (i32.const 4) (i32.const 1) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 44)))
      (then (drop (call $write (i32.load (i32.const 44)) (i32.const 32) (i32.const 1) (i32.const 40)))))))
