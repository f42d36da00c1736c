(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1 2 shared)
  (data (i32.const 100) "\11\22\33\44\55\66\77\88")

  ;; Exits with the number of the first check that is wrong, and with 42 where none is.
  (func (export "_start")
    (if (i32.eqz (i32.eq (i32.atomic.load (i32.const 100)) (i32.const 0x44332211))) (then (call $exit (i32.const 1))))
    (if (i32.eqz (i32.eq (i32.atomic.rmw.add (i32.const 100) (i32.const 1)) (i32.const 0x44332211))) (then (call $exit (i32.const 2))))
    (if (i32.eqz (i32.eq (i32.load (i32.const 100)) (i32.const 0x44332212))) (then (call $exit (i32.const 3))))
    (if (i32.eqz (i64.eq (i64.atomic.rmw.xchg (i32.const 104) (i64.const -1)) (i64.const 0x88776655))) (then (call $exit (i32.const 4))))
    (if (i32.eqz (i64.eq (i64.load (i32.const 104)) (i64.const -1))) (then (call $exit (i32.const 5))))
    (if (i32.eqz (i32.eq (i32.atomic.rmw8.sub_u (i32.const 200) (i32.const 1)) (i32.const 0))) (then (call $exit (i32.const 6))))
    (if (i32.eqz (i32.eq (i32.load (i32.const 200)) (i32.const 0xff))) (then (call $exit (i32.const 7))))
    (if (i32.eqz (i32.eq (i32.atomic.rmw.cmpxchg (i32.const 200) (i32.const 1) (i32.const 2)) (i32.const 0xff))) (then (call $exit (i32.const 8))))
    (if (i32.eqz (i32.eq (i32.atomic.load (i32.const 200)) (i32.const 0xff))) (then (call $exit (i32.const 9))))
    (if (i32.eqz (i32.eq (i32.atomic.rmw.cmpxchg (i32.const 200) (i32.const 0xff) (i32.const 2)) (i32.const 0xff))) (then (call $exit (i32.const 10))))
    (if (i32.eqz (i32.eq (i32.atomic.load (i32.const 200)) (i32.const 2))) (then (call $exit (i32.const 11))))
    (if (i32.eqz (i32.eq (i32.atomic.rmw.or (i32.const 200) (i32.const 5)) (i32.const 2))) (then (call $exit (i32.const 12))))
    (if (i32.eqz (i32.eq (i32.atomic.rmw.and (i32.const 200) (i32.const 6)) (i32.const 7))) (then (call $exit (i32.const 13))))
    (if (i32.eqz (i32.eq (i32.atomic.rmw.xor (i32.const 200) (i32.const 3)) (i32.const 6))) (then (call $exit (i32.const 14))))
    (if (i32.eqz (i32.eq (i32.atomic.load (i32.const 200)) (i32.const 5))) (then (call $exit (i32.const 15))))
    (i32.atomic.store16 (i32.const 300) (i32.const 0x12345))
    (atomic.fence)
    (if (i32.eqz (i32.eq (i32.atomic.load16_u (i32.const 300)) (i32.const 0x2345))) (then (call $exit (i32.const 16))))
    (if (i32.eqz
      ;; Nobody waits.
      (i32.eqz (memory.atomic.notify (i32.const 400) (i32.const 10)))) (then (call $exit (i32.const 17))))
    (if (i32.eqz
      ;; Another value is there: 1. The time is over: 2.
      (i32.eq (memory.atomic.wait32 (i32.const 400) (i32.const 1) (i64.const -1)) (i32.const 1))) (then (call $exit (i32.const 18))))
    (if (i32.eqz (i32.eq (memory.atomic.wait32 (i32.const 400) (i32.const 0) (i64.const 1000000)) (i32.const 2))) (then (call $exit (i32.const 19))))
    (if (i32.eqz (i32.eq (memory.atomic.wait64 (i32.const 400) (i64.const 0) (i64.const 0)) (i32.const 2))) (then (call $exit (i32.const 20))))
    (if (i32.eqz (i32.eq (memory.grow (i32.const 1)) (i32.const 1))) (then (call $exit (i32.const 21))))
    (if (i32.eqz (i32.eq (memory.grow (i32.const 1)) (i32.const -1))) (then (call $exit (i32.const 22))))
    (call $exit (i32.const 42))))
