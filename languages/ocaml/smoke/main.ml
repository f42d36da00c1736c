let () = print_endline "hello from OCaml"
