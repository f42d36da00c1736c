(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args-sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
  (memory (export "memory") 1 1)
  (table $references 4 externref)
  (elem $gone externref (ref.null extern) (ref.null extern))
  ;; One vector: the 17 bytes of a line at 16. Digits stand at 64, operands from 128 on.
  (data (i32.const 0) "\10\00\00\00\11\00\00\00")
  (data (i32.const 64) "0123456789abcdef")
  (data (i32.const 128) "\11\22\33\44\55\66\77\88")
  (data (i32.const 136) "\10\00\00\20\20\00\00\40\40\00\00\80")
  (data (i32.const 148) "\03\00\00\00\00\00\00\80")
  (data (i32.const 160) "\11\e2\f3\04\15\06\f7\08\e4\1a\0b\0c\0d\01\1d\2b")
  (data (i32.const 176) "\0f\0e\81\0c\1f\0a\80\08\07\ff\05\04\03\12\01\00")
  (data (i32.const 192) "\9a\78\56\34\12\ef\cd\0f\21\43\65\87\a9\cb\ed\80")
  (data (i32.const 208) "\00\00\80\3f\00\00\c0\7f")

  ;; Writes a line: a number of 16 hexadecimal digits.
  (func $say (param $value i64)
    (local $at i32)
    (i32.store8 (i32.const 32) (i32.const 0x0a))
    (local.set $at (i32.const 31))
    (loop $digit
      (i32.store8 (local.get $at) (i32.load8_u offset=64 (i32.wrap_i64 (i64.and (local.get $value) (i64.const 15)))))
      (local.set $value (i64.shr_u (local.get $value) (i64.const 4)))
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (br_if $digit (i32.ge_u (local.get $at) (i32.const 16))))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func $say-lanes (param $value v128)
    (call $say (i64x2.extract_lane 0 (local.get $value)))
    (call $say (i64x2.extract_lane 1 (local.get $value))))

  ;; Each index comes to 128, once it is cut to 32 bits.
  (func $scaled-address
    (call $say (i64.load (i32.shl (i32.load (i32.const 136)) (i32.const 3))))
    (call $say (i64.load (i32.shl (i32.load (i32.const 140)) (i32.const 2))))
    (call $say (i64.load (i32.shl (i32.load (i32.const 144)) (i32.const 1)))))

  (func $wrapped-product
    (call $say (i64.extend_i32_u (i32.wrap_i64 (i64.mul (i64.extend_i32_u (i32.load (i32.const 148))) (i64.const 0x10000000000)))))
    (call $say (i64.extend_i32_u (i32.wrap_i64 (i64.mul (i64.extend_i32_u (i32.load (i32.const 148))) (i64.const 0x80000000)))))
    (call $say (i64.extend_i32_u (i32.wrap_i64 (i64.mul (i64.extend_i32_s (i32.load (i32.const 152))) (i64.const 0x100000000))))))

  (func $shuffle-same
    (local $v v128)
    (local.set $v (v128.load (i32.const 160)))
    (call $say-lanes (i8x16.shuffle 16 17 18 3 23 25 28 31 30 11 29 24 5 4 22 26 (local.get $v) (local.get $v))))

  (func $shift-lanes
    (local $v v128)
    (local.set $v (v128.load (i32.const 192)))
    (call $say-lanes (i64x2.shr_s (local.get $v) (i32.const 32)))
    (call $say-lanes (i64x2.shr_s (local.get $v) (i32.const 40)))
    (call $say-lanes (i64x2.shr_s (local.get $v) (i32.const 63))))

  (func $swizzle-again
    (local $v v128) (local $lanes v128)
    (local.set $v (v128.load (i32.const 160)))
    (local.set $lanes (v128.load (i32.const 176)))
    (call $say-lanes (i8x16.swizzle (local.get $v) (local.get $lanes)))
    (call $say-lanes (v128.xor (i8x16.swizzle (local.get $v) (local.get $lanes)) (local.get $lanes)))
    (call $say-lanes (local.get $lanes)))

  ;; 1 is 1; what is no number is not itself.
  (func $select-vectors
    (local $one f32) (local $none f32)
    (local.set $one (f32.load (i32.const 208)))
    (local.set $none (f32.load (i32.const 212)))
    (call $say-lanes (select (v128.load (i32.const 160)) (v128.load (i32.const 176)) (i32.load (i32.const 148))))
    (call $say-lanes (select (v128.load (i32.const 160)) (v128.load (i32.const 176)) (f32.eq (local.get $one) (f32.const 1))))
    (call $say-lanes (select (v128.load (i32.const 160)) (v128.load (i32.const 176)) (f32.eq (local.get $none) (local.get $none))))
    (call $say-lanes (select (v128.load (i32.const 160)) (v128.load (i32.const 176)) (f32.ne (local.get $none) (local.get $one)))))

  (func $dropped-references
    (elem.drop $gone)
    (table.init $references $gone (i32.const 4) (i32.const 0) (i32.const 0))
    (table.init $references $gone (i32.const 0) (i32.const 0) (i32.const 0))
    (call $say (i64.extend_i32_u (table.size $references)))
    (call $say (i64.extend_i32_u (ref.is_null (table.get $references (i32.const 0))))))

  (func (export "_start")
    (local $letter i32)
    (drop (call $args-sizes (i32.const 256) (i32.const 260)))
    (drop (call $args (i32.const 1024) (i32.const 2048)))
    (local.set $letter (i32.load8_u (i32.load (i32.const 1028))))
    (if (i32.eq (local.get $letter) (i32.const 97)) (then (call $scaled-address)))
    (if (i32.eq (local.get $letter) (i32.const 98)) (then (call $wrapped-product)))
    (if (i32.eq (local.get $letter) (i32.const 99)) (then (call $shuffle-same)))
    (if (i32.eq (local.get $letter) (i32.const 100)) (then (call $shift-lanes)))
    (if (i32.eq (local.get $letter) (i32.const 101)) (then (call $swizzle-again)))
    (if (i32.eq (local.get $letter) (i32.const 102)) (then (call $select-vectors)))
    (if (i32.eq (local.get $letter) (i32.const 103)) (then (call $dropped-references)))))
