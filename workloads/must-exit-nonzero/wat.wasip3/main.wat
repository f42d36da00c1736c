(component
  (core module $program
    ;; 1: the error of the result that run returns.
    (func (export "run") (result i32) (i32.const 1)))
  (core instance $program (instantiate $program))
  (func $run async (result (result)) (canon lift (core func $program "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.3.0" (instance $cli)))
