let () =
  match Sys.argv.(1) with
  | "zero" -> exit 0
  | "return" -> ()
  | "one" ->
      print_endline "leaving";
      exit 1
  | "error" -> failwith "nobody catches this"
  | way -> invalid_arg ("no such way to end: " ^ way)
