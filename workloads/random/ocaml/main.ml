let () =
  let size = int_of_string Sys.argv.(1) in
  for _ = 1 to int_of_string Sys.argv.(2) do
    Wasi.Stdout.write (Wasi.Random.bytes size)
  done
