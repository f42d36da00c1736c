;; Handles of Ruby's values, for a host outside. Here nobody outside holds one: a handle is the value's own address.
(module
  (func (export "resource_drop_js-abi-value") (param i32))
  (func (export "resource_new_rb-abi-value") (param $value i32) (result i32) (local.get $value))
  (func (export "resource_get_rb-abi-value") (param $handle i32) (result i32) (local.get $handle)))
