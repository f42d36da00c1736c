(component
  (import "wasi:cli/exit@0.3.0" (instance $exit
    (export "exit-with-code" (func (param "status-code" u8)))))
  (core func $exit-with-code (canon lower (func $exit "exit-with-code")))
  (core module $program
    (import "wasi:cli/exit" "exit-with-code" (func $exit (param i32)))
    (func (export "run") (result i32) (call $exit (i32.const 3)) unreachable))
  (core instance $program (instantiate $program (with "wasi:cli/exit" (instance (export "exit-with-code" (func $exit-with-code))))))
  (func $run async (result (result)) (canon lift (core func $program "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.3.0" (instance $cli)))
