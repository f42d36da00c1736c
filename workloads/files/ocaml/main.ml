open Wasi

let out = "/data/out.txt"
let size () = string_of_int (File.size out)

let open_missing () =
  match File.read "/data/missing.txt" with
  | _ -> failwith "missing.txt is there"
  | exception Sys_error "no-entry" -> "not found"

let steps =
  [
    ("read", fun () -> string_of_int (String.length (File.read "/data/in.txt")));
    ("write", fun () -> File.write out "written\n"; size ());
    ("append", fun () -> File.append out "appended\n"; size ());
    ("truncate", fun () -> File.truncate out 4; size ());
    ("list", fun () -> String.concat " " (Array.to_list (Directory.list "/data/old")));
    ("mkdir", fun () -> Directory.make "/data/new"; "new");
    ("rename", fun () -> File.rename "/data/old/a.txt" "/data/new/a2.txt"; "a2.txt");
    ("remove", fun () -> File.remove "/data/old/b.txt"; "b.txt");
    ("rmdir", fun () -> Directory.remove "/data/old"; "old");
    ("missing", open_missing);
  ]

let () = List.iter (fun (name, step) -> Printf.printf "%s %s\n" name (step ())) steps
