let rec copy () =
  match Wasi.Stdin.read () with
  | None -> ()
  | Some bytes ->
      Wasi.Stdout.write bytes;
      copy ()

let () = copy ()
