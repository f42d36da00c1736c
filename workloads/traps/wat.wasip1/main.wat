(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args-sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
  (type $nothing (func))
  (memory (export "memory") 1 1)
  (table $table 4 4 funcref)
  (elem $elements func $one $deep)
  (elem (table $table) (i32.const 0) func $one $deep)
  ;; No compiler knows that it stays 0.
  (global $zero (mut i32) (i32.const 0))
  (data $passive "\01\02\03\04")
  (data (i32.const 0) "\10\00\00\00\07\00\00\00")
  (data (i32.const 16) "before\n")
  (data (i32.const 32) "\18\00\00\00\06\00\00\00")
  (data (i32.const 24) "after\n")
  (func $one)
  (func $deep (param $n i64) (result i64)
    (i64.add (call $deep (i64.add (local.get $n) (i64.const 1))) (local.get $n)))

  ;; Writes "before", does what the two digits of its argument say, and writes "after", to which it must not come.
  (func (export "_start")
    (local $which i32) (local $at i32)
    (drop (call $args-sizes (i32.const 64) (i32.const 68)))
    (drop (call $args (i32.const 1024) (i32.const 2048)))
    (local.set $at (i32.load (i32.const 1028)))
    (local.set $which (i32.add
      (i32.mul (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)) (i32.const 10))
      (i32.sub (i32.load8_u offset=1 (local.get $at)) (i32.const 48))))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    ;; The instruction `unreachable`.
    (if (i32.eq (local.get $which) (i32.const 0)) (then (unreachable)))
    ;; division of 32 bits by zero.
    (if (i32.eq (local.get $which) (i32.const 1)) (then (drop (i32.div_s (i32.const 1) (global.get $zero)))))
    ;; division of 64 bits by zero.
    (if (i32.eq (local.get $which) (i32.const 2)) (then (drop (i64.div_u (i64.const 1) (i64.extend_i32_u (global.get $zero))))))
    ;; remainder of 32 bits by zero.
    (if (i32.eq (local.get $which) (i32.const 3)) (then (drop (i32.rem_u (i32.const 1) (global.get $zero)))))
    ;; remainder of 64 bits by zero.
    (if (i32.eq (local.get $which) (i32.const 4)) (then (drop (i64.rem_s (i64.const 1) (i64.extend_i32_u (global.get $zero))))))
    ;; the least number divided by -1.
    (if (i32.eq (local.get $which) (i32.const 5)) (then (drop (i32.div_s (i32.const 0x80000000) (i32.sub (global.get $zero) (i32.const 1))))))
    ;; the least number of 64 bits divided by -1.
    (if (i32.eq (local.get $which) (i32.const 6)) (then (drop (i64.div_s (i64.const 0x8000000000000000) (i64.sub (i64.extend_i32_u (global.get $zero)) (i64.const 1))))))
    ;; what is no number is converted to one.
    (if (i32.eq (local.get $which) (i32.const 7)) (then (drop (i32.trunc_f32_s (f32.div (f32.convert_i32_s (global.get $zero)) (f32.convert_i32_s (global.get $zero)))))))
    ;; a number that is too large is converted to 32 bits.
    (if (i32.eq (local.get $which) (i32.const 8)) (then (drop (i32.trunc_f64_s (f64.add (f64.const 2147483648) (f64.convert_i32_s (global.get $zero)))))))
    ;; a negative number is converted to one without sign.
    (if (i32.eq (local.get $which) (i32.const 9)) (then (drop (i64.trunc_f64_u (f64.sub (f64.convert_i32_s (global.get $zero)) (f64.const 1))))))
    ;; a load of the byte behind the last one.
    (if (i32.eq (local.get $which) (i32.const 10)) (then (drop (i32.load8_u (i32.add (i32.const 65536) (global.get $zero))))))
    ;; a load of which the last byte lies outside.
    (if (i32.eq (local.get $which) (i32.const 11)) (then (drop (i64.load (i32.add (i32.const 65529) (global.get $zero))))))
    ;; address and offset together lie outside.
    (if (i32.eq (local.get $which) (i32.const 12)) (then (drop (i32.load8_u offset=65535 (i32.add (i32.const 1) (global.get $zero))))))
    ;; the last address of 32 bits.
    (if (i32.eq (local.get $which) (i32.const 13)) (then (drop (i32.load8_u (i32.sub (global.get $zero) (i32.const 1))))))
    ;; address and offset come to 4 GiB, and not to 0.
    (if (i32.eq (local.get $which) (i32.const 14)) (then (drop (i32.load8_u offset=0xffffffff (i32.add (i32.const 1) (global.get $zero))))))
    ;; address and offset come to nearly 8 GiB.
    (if (i32.eq (local.get $which) (i32.const 15)) (then (drop (i32.load offset=0xfffffffc (i32.sub (global.get $zero) (i32.const 4))))))
    ;; a store of which the last byte lies outside.
    (if (i32.eq (local.get $which) (i32.const 16)) (then (i32.store (i32.add (i32.const 65533) (global.get $zero)) (i32.const -1))))
    ;; a store around the end of 4 GiB.
    (if (i32.eq (local.get $which) (i32.const 17)) (then (i64.store offset=0xffffffff (i32.add (i32.const 1) (global.get $zero)) (i64.const -1))))
    ;; a fill over the end.
    (if (i32.eq (local.get $which) (i32.const 18)) (then (memory.fill (i32.add (i32.const 65535) (global.get $zero)) (i32.const 1) (i32.const 2))))
    ;; a fill of nearly 4 GiB.
    (if (i32.eq (local.get $which) (i32.const 19)) (then (memory.fill (i32.add (i32.const 16) (global.get $zero)) (i32.const 1) (i32.const 0xfffffff8))))
    ;; a copy from over the end.
    (if (i32.eq (local.get $which) (i32.const 20)) (then (memory.copy (i32.const 0) (i32.add (i32.const 65530) (global.get $zero)) (i32.const 7))))
    ;; a copy over the end.
    (if (i32.eq (local.get $which) (i32.const 21)) (then (memory.copy (i32.add (i32.const 65530) (global.get $zero)) (i32.const 0) (i32.const 7))))
    ;; more than the data has.
    (if (i32.eq (local.get $which) (i32.const 22)) (then (memory.init $passive (i32.const 200) (i32.const 2) (i32.add (i32.const 3) (global.get $zero)))))
    ;; a call of an element behind the last one.
    (if (i32.eq (local.get $which) (i32.const 23)) (then (call_indirect $table (type $nothing) (i32.add (i32.const 4) (global.get $zero)))))
    ;; a call of an element that is null.
    (if (i32.eq (local.get $which) (i32.const 24)) (then (call_indirect $table (type $nothing) (i32.add (i32.const 3) (global.get $zero)))))
    ;; a call of a function of another type.
    (if (i32.eq (local.get $which) (i32.const 25)) (then (call_indirect $table (type $nothing) (i32.add (i32.const 1) (global.get $zero)))))
    ;; more elements than there is room for.
    (if (i32.eq (local.get $which) (i32.const 26)) (then (table.init $table $elements (i32.add (i32.const 3) (global.get $zero)) (i32.const 0) (i32.const 2))))
    ;; a function that calls itself without end.
    (if (i32.eq (local.get $which) (i32.const 27)) (then (drop (call $deep (i64.const 1)))))
    (drop (call $write (i32.const 1) (i32.const 32) (i32.const 1) (i32.const 8)))))
