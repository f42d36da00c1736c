;; Ruby's wasm is a library. This makes a command of it: `ruby -EUTF-8 -e_=0 -- ARGUMENTS`, then the script.
(module
  (import "interpreter" "memory" (memory 0))
  (import "interpreter" "_initialize" (func $initialize))
  (import "interpreter" "cabi_realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
  (import "interpreter" "ruby-init: func(args: list<string>) -> ()" (func $init (param i32 i32)))
  (import "interpreter" "rb-eval-string-protect: func(str: string) -> tuple<handle<rb-abi-value>, s32>" (func $eval (param i32 i32) (result i32)))
  (import "script" "size" (func $script-size (param i32) (result i32)))
  (import "script" "read" (func $script-read (param i32 i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args-sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args-get (param i32 i32) (result i32)))
  ;; Each with its NUL, which Ruby counts in.
  (data $options "ruby\00-EUTF-8\00-e_=0\00--\00")

  (func $allocate (param $size i32) (result i32)
    (call $realloc (i32.const 0) (i32.const 0) (i32.const 8) (local.get $size)))

  ;; The size of a text with the NUL at its end.
  (func $length (param $text i32) (result i32)
    (local $at i32)
    (local.set $at (local.get $text))
    (loop $next
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.load8_u (i32.sub (local.get $at) (i32.const 1)))))
    (i32.sub (local.get $at) (local.get $text)))

  ;; Writes a pair of address and size, and returns the place after it.
  (func $put (param $at i32) (param $text i32) (result i32)
    (i32.store (local.get $at) (local.get $text))
    (i32.store offset=4 (local.get $at) (call $length (local.get $text)))
    (i32.add (local.get $at) (i32.const 8)))

  (func (export "_start")
    (local $scratch i32) (local $count i32) (local $texts i32) (local $pairs i32) (local $at i32) (local $index i32) (local $size i32)
    (call $initialize)
    (local.set $scratch (call $allocate (i32.const 8)))
    (drop (call $args-sizes (local.get $scratch) (i32.add (local.get $scratch) (i32.const 4))))
    (local.set $count (i32.load (local.get $scratch)))
    (local.set $texts (call $allocate (i32.add (i32.shl (local.get $count) (i32.const 2)) (i32.const 8))))
    (drop (call $args-get (local.get $texts) (call $allocate (i32.add (i32.load offset=4 (local.get $scratch)) (i32.const 8)))))
    (local.set $pairs (call $allocate (i32.shl (i32.add (local.get $count) (i32.const 4)) (i32.const 3))))
    ;; The four options.
    (local.set $size (call $allocate (i32.const 24)))
    (memory.init $options (local.get $size) (i32.const 0) (i32.const 22))
    (local.set $at (call $put (local.get $pairs) (local.get $size)))
    (local.set $at (call $put (local.get $at) (i32.add (local.get $size) (i32.const 5))))
    (local.set $at (call $put (local.get $at) (i32.add (local.get $size) (i32.const 13))))
    (local.set $at (call $put (local.get $at) (i32.add (local.get $size) (i32.const 19))))
    ;; The arguments without the program's name.
    (local.set $index (i32.const 1))
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $index) (local.get $count)))
        (local.set $at (call $put (local.get $at) (i32.load (i32.add (local.get $texts) (i32.shl (local.get $index) (i32.const 2))))))
        (local.set $index (i32.add (local.get $index) (i32.const 1)))
        (br $next)))
    (call $init (local.get $pairs) (i32.shr_u (i32.sub (local.get $at) (local.get $pairs)) (i32.const 3)))
    (local.set $size (call $script-size (local.get $scratch)))
    (local.set $texts (call $allocate (i32.add (local.get $size) (i32.const 1))))
    (call $script-read (local.get $texts) (local.get $size))
    ;; The frame around the script (frame.rb) ends the process.
    (drop (call $eval (local.get $texts) (local.get $size)))
    unreachable))
