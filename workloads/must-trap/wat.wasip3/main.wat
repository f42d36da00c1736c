(component
  (core module $program
    (func (export "run") (result i32) unreachable))
  (core instance $program (instantiate $program))
  (func $run async (result (result)) (canon lift (core func $program "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.3.0" (instance $cli)))
