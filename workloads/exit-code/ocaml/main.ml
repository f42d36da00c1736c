let () = exit (int_of_string Sys.argv.(1))
