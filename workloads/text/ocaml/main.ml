let continues byte = Char.code byte land 0xc0 = 0x80

(* The bytes of each code point, those of the last one first. *)
let reversed_points line =
  let rec from start points =
    if start = String.length line then points
    else
      let rec next at =
        if at < String.length line && continues line.[at] then next (at + 1)
        else at
      in
      let stop = next (start + 1) in
      from stop (String.sub line start (stop - start) :: points)
  in
  from 0 []

let lines text =
  match List.rev (String.split_on_char '\n' text) with
  | _ :: lines -> List.rev lines
  | [] -> []

let () =
  let lines = lines (Wasi.Stdin.read_all ()) in
  List.iter
    (fun line ->
      let points = reversed_points line in
      Printf.printf "%d %d %s\n" (String.length line) (List.length points)
        (String.concat "" points))
    lines;
  (* The order of bytes in UTF-8 is that of code points. *)
  List.iter print_endline (List.sort String.compare lines)
