(** Natural numbers in limbs of seven decimal digits, the least first: the
    standard library has no large numbers. *)
module Natural = struct
  let limb = 10_000_000

  let add a b =
    let rec go sum carry a b =
      match (a, b) with
      | [], [] -> List.rev (if carry = 0 then sum else carry :: sum)
      | x :: rest, [] | [], x :: rest -> next sum (x + carry) rest []
      | x :: a, y :: b -> next sum (x + y + carry) a b
    and next sum all a b = go ((all mod limb) :: sum) (all / limb) a b in
    go [] 0 a b

  let to_string number =
    match List.rev number with
    | [] -> "0"
    | first :: rest ->
        let text = Buffer.create 32 in
        Buffer.add_string text (string_of_int first);
        List.iter (fun limb -> Buffer.add_string text (Printf.sprintf "%07d" limb)) rest;
        Buffer.contents text
end

let largest = 100_000

let fibonacci index =
  let rec go left current next =
    if left = 0 then current
    else go (left - 1) next (Natural.add current next)
  in
  go index [] [ 1 ]

let index text =
  let is_digit char = char >= '0' && char <= '9' in
  let is_short = String.length text >= 1 && String.length text <= 6 in
  if is_short && String.for_all is_digit text then
    Some (int_of_string ("0u" ^ text))
  else None

let () =
  let text =
    if Array.length Sys.argv > 1 then Sys.argv.(1) else Wasi.Stdin.read_all ()
  in
  match index (String.trim text) with
  | Some index when index <= largest ->
      print_endline (Natural.to_string (fibonacci index))
  | _ ->
      Printf.eprintf "fibonacci: not a whole number from 0 to %d\n" largest;
      exit 1
