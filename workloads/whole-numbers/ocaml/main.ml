open Int32

let compute left operator right =
  let shift = to_int right land 31 in
  match operator with
  | "+" -> add left right
  | "-" -> sub left right
  | "*" -> mul left right
  | "/" -> div left right
  | "%" -> rem left right
  | "&" -> logand left right
  | "|" -> logor left right
  | "^" -> logxor left right
  | "<<" -> shift_left left shift
  | ">>" -> shift_right left shift
  | _ -> failwith ("no operator: " ^ operator)

let print_result line =
  match String.split_on_char ' ' line with
  | [ left; operator; right ] -> (
      match compute (of_string left) operator (of_string right) with
      | result -> Printf.printf "%ld %08lx\n" result result
      | exception Division_by_zero -> print_endline "undefined")
  | _ -> ()

let () =
  Wasi.Stdin.read_all () |> String.split_on_char '\n' |> List.iter print_result
