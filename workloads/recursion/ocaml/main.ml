let attacks column placed =
  let rec from away = function
    | [] -> false
    | other :: rest ->
        column = other || abs (column - other) = away || from (away + 1) rest
  in
  from 1 placed

(* The columns of all rows, those of the last row first. *)
let rec queens n placed =
  if List.length placed = n then [ placed ]
  else
    List.init n succ
    |> List.filter (fun column -> not (attacks column placed))
    |> List.concat_map (fun column -> queens n (column :: placed))

let rec sum d = if d = 0 then 0 else d + sum (d - 1)

let rec female n = if n = 0 then 1 else n - male (female (n - 1))
and male n = if n = 0 then 0 else n - female (male (n - 1))

let () =
  let n = int_of_string Sys.argv.(1) and d = int_of_string Sys.argv.(2) in
  let found = queens n [] in
  let first = List.rev_map string_of_int (List.hd found) in
  Printf.printf "queens %d %s\n" (List.length found) (String.concat "," first);
  Printf.printf "depth %d\n" (sum d);
  Printf.printf "mutual %d %d\n" (female (d mod 64)) (male (d mod 64))
