let print_all () =
  let variables = Wasi.environment () in
  let lines = Array.map (fun (name, value) -> name ^ "=" ^ value) variables in
  Array.sort String.compare lines;
  Printf.printf "count %d\n" (Array.length lines);
  Array.iter print_endline lines

let print_one name =
  match Sys.getenv_opt name with
  | Some value -> Printf.printf "%s=%s\n" name value
  | None -> Printf.printf "%s unset\n" name

let () =
  match Array.to_list Sys.argv with
  | [ _; "--all" ] -> print_all ()
  | [] -> ()
  | _ :: names -> List.iter print_one names
