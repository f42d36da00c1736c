let hex text =
  String.to_seq text
  |> Seq.map (fun char -> Printf.sprintf "%02x" (Char.code char))
  |> List.of_seq |> String.concat ""

let () =
  match Array.to_list Sys.argv with
  | [] -> failwith "the program has no name"
  | _ :: args ->
      Printf.printf "count %d\n" (List.length args);
      List.iteri
        (fun index arg ->
          Printf.printf "%d %d %s\n" (index + 1) (String.length arg) (hex arg))
        args
