;; The script, for an interpreter in the same module: four bytes with its length, then its text.
(module
  (import "interpreter" "memory" (memory 0))
  (data $script "the script stands here")
  ;; size(into): the length of the script, written to these four bytes and returned.
  (func (export "size") (param $into i32) (result i32)
    (memory.init $script (local.get $into) (i32.const 0) (i32.const 4))
    (i32.load (local.get $into)))
  ;; read(into, size): the script's text, written to these bytes.
  (func (export "read") (param $into i32) (param $size i32)
    (memory.init $script (local.get $into) (i32.const 4) (local.get $size))))
