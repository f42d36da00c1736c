open Wasi

let root = "/data/tree"

let make n =
  Directory.make root;
  for i = 0 to n - 1 do
    let directory = Printf.sprintf "%s/d%d" root i in
    Directory.make directory;
    for j = 0 to n - 1 do
      File.write
        (Printf.sprintf "%s/f%d" directory j)
        (Printf.sprintf "%d\n" ((i * n) + j))
    done
  done

type totals = { directories : int; files : int; sum : int }

let rec walk totals path =
  if Directory.exists path then
    Array.fold_left
      (fun totals name -> walk totals (path ^ "/" ^ name))
      { totals with directories = totals.directories + 1 }
      (Directory.list path)
  else
    let number = int_of_string (String.trim (File.read path)) in
    { totals with files = totals.files + 1; sum = totals.sum + number }

let rec remove path =
  if Directory.exists path then (
    Array.iter (fun name -> remove (path ^ "/" ^ name)) (Directory.list path);
    Directory.remove path)
  else File.remove path

let () =
  make (int_of_string Sys.argv.(1));
  let { directories; files; sum } =
    walk { directories = 0; files = 0; sum = 0 } root
  in
  Printf.printf "%d %d %d\n" directories files sum;
  remove root
