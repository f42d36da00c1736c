(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1 65536)

  ;; Exits with the number of the first check that is wrong, and with 42 where none is.
  (func (export "_start")
    (if (i32.ne (memory.grow (i32.const 65535)) (i32.const 1)) (then (call $exit (i32.const 1))))
    (if (i32.ne (memory.size) (i32.const 65536)) (then (call $exit (i32.const 2))))
    (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1)) (then (call $exit (i32.const 3))))
    (i64.store (i32.const 0xfffffff8) (i64.const 0x1122334455667788))
    (if (i64.ne (i64.load offset=0x7ffffff8 (i32.const 0x80000000)) (i64.const 0x1122334455667788)) (then (call $exit (i32.const 4))))
    (if (i64.ne (i64.load (i32.const 0)) (i64.const 0)) (then (call $exit (i32.const 5))))
    (i32.store8 offset=0xffffffff (i32.const 0) (i32.const 0x99))
    (if (i32.ne (i32.load8_u (i32.const 0xffffffff)) (i32.const 0x99)) (then (call $exit (i32.const 6))))
    ;; Above 2 GiB an address has its highest bit, and is no negative number.
    (i32.store (i32.const 0x7ffffffe) (i32.const 0x0a0b0c0d))
    (if (i32.ne (i32.load16_u (i32.const 0x80000000)) (i32.const 0x0a0b)) (then (call $exit (i32.const 7))))
    (memory.copy (i32.const 0xfffffff0) (i32.const 0xfffffff8) (i32.const 8))
    (if (i64.ne (i64.load (i32.const 0xfffffff0)) (i64.const 0x9922334455667788)) (then (call $exit (i32.const 8))))
    (call $exit (i32.const 42))))
