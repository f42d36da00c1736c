;; zeroperl can call functions of a program around it. There are none here: what calls one traps.
(module
  (func (export "call_host_function") (param i32 i32 i32) (result i32) unreachable))
