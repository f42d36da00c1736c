(component
  (import "evil:host/escape@1.0.0" (instance (export "read-all" (func (result string)))))
  (core module $program
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $program (instantiate $program))
  (func $run (result (result)) (canon lift (core func $program "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.2.0" (instance $cli)))
