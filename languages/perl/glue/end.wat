;; Before the process ends, Perl does: END blocks, objects that are left, what files still hold.
(module
  (import "interpreter" "zeroperl_shutdown" (func $shutdown))
  (import "host" "proc_exit" (func $exit (param i32)))
  (func (export "proc_exit") (param $status i32)
    (call $shutdown)
    (call $exit (local.get $status))))
