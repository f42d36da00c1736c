;; Does as much work as its only argument says, and prints what came of it in eight hex digits: a loop of one
;; multiplication and one addition each time round, so that 5 % more rounds are 5 % more work.
(module
  (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $at i32) (local $left i32) (local $sum i32) (local $digit i32)
    (drop (call $args_get (i32.const 1024) (i32.const 2048)))
    (local.set $at (i32.load (i32.const 1028)))
    (block $read
      (loop $digits
        (br_if $read (i32.eqz (i32.load8_u (local.get $at))))
        (local.set $left (i32.add (i32.mul (local.get $left) (i32.const 10)) (i32.sub (i32.load8_u (local.get $at)) (i32.const 48))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $digits)))
    (block $done
      (loop $work
        (br_if $done (i32.eqz (local.get $left)))
        (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 1664525)) (i32.const 1013904223)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br $work)))
    (local.set $at (i32.const 8))
    (loop $print
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (local.set $digit (i32.and (local.get $sum) (i32.const 15)))
      (i32.store8 (local.get $at)
        (i32.add (local.get $digit) (select (i32.const 48) (i32.const 87) (i32.lt_u (local.get $digit) (i32.const 10)))))
      (local.set $sum (i32.shr_u (local.get $sum) (i32.const 4)))
      (br_if $print (local.get $at)))
    (i32.store8 (i32.const 8) (i32.const 10))
    (i32.store (i32.const 16) (i32.const 0))
    (i32.store (i32.const 20) (i32.const 9))
    (drop (call $fd_write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 24)))))
