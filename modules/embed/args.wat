;; Stands before the host's arguments: those of the embedded script follow the program's name, then come the user's own. What `script` hands
;; over is a count in four bytes, then so many texts with a NUL each.
(module
  (import "interpreter" "memory" (memory 0))
  (import "script" "size" (func $script-size (param i32) (result i32)))
  (import "script" "read" (func $script-read (param i32 i32)))
  (import "host" "args_sizes_get" (func $host-sizes (param i32 i32) (result i32)))
  (import "host" "args_get" (func $host-get (param i32 i32) (result i32)))

  ;; How many arguments the script has; writes to these four bytes.
  (func $count (param $scratch i32) (result i32)
    (call $script-read (local.get $scratch) (i32.const 4))
    (i32.load (local.get $scratch)))

  (func (export "args_sizes_get") (param $count i32) (param $size i32) (result i32)
    (local $own i32) (local $user i32)
    (drop (call $host-sizes (local.get $count) (local.get $size)))
    (local.set $user (i32.load (local.get $count)))
    (i32.store (local.get $size)
      (i32.add (i32.load (local.get $size)) (i32.sub (call $script-size (local.get $count)) (i32.const 4))))
    (local.set $own (call $count (local.get $count)))
    (i32.store (local.get $count) (i32.add (local.get $user) (local.get $own)))
    (i32.const 0))

  (func (export "args_get") (param $argv i32) (param $texts i32) (result i32)
    (local $own i32) (local $at i32) (local $text i32) (local $end i32)
    (drop (call $host-sizes (local.get $argv) (local.get $texts)))
    ;; The script's texts behind the user's; the user's overwrite the count.
    (local.set $text (i32.add (local.get $texts) (i32.load (local.get $texts))))
    (local.set $end (i32.add (local.get $text) (i32.sub (call $script-size (local.get $argv)) (i32.const 4))))
    (local.set $own (call $count (local.get $argv)))
    (call $script-read (i32.sub (local.get $text) (i32.const 4)) (call $script-size (local.get $argv)))
    (local.set $at (i32.add (local.get $argv) (i32.shl (local.get $own) (i32.const 2))))
    (drop (call $host-get (local.get $at) (local.get $texts)))
    ;; The program's name goes before the script's arguments.
    (i32.store (local.get $argv) (i32.load (local.get $at)))
    (local.set $at (local.get $argv))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $text) (local.get $end)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (i32.store (local.get $at) (local.get $text))
        (loop $skip
          (local.set $text (i32.add (local.get $text) (i32.const 1)))
          (br_if $skip (i32.load8_u (i32.sub (local.get $text) (i32.const 1)))))
        (br $next)))
    (i32.const 0)))
