(module
  (memory (export "memory") 1)
  (start $first)
  (func $first unreachable)
  (func (export "_start")))
