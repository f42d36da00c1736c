(component
  (import "wasi:sockets/network@0.2.0" (instance $sockets (export "network" (type (sub resource)))))
  (alias export $sockets "network" (type $network))
  (import "wasi:sockets/instance-network@0.2.0" (instance
    (alias outer 1 $network (type $outer))
    (export "network" (type $own (eq $outer)))
    (export "instance-network" (func (result (own $own))))))
  (core module $program
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $program (instantiate $program))
  (func $run (result (result)) (canon lift (core func $program "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.2.0" (instance $cli)))
