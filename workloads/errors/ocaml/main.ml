exception Step of string

let is_digit c = '0' <= c && c <= '9'

let half text =
  let length = String.length text in
  if length < 1 || length > 9 || not (String.for_all is_digit text) then
    raise (Step (text ^ " is no number"));
  let number = int_of_string text in
  if number mod 2 = 1 then raise (Step (string_of_int number ^ " is odd"));
  number / 2

let step text =
  print_endline ("open " ^ text);
  Fun.protect
    ~finally:(fun () -> print_endline ("close " ^ text))
    (fun () -> half text)

let () =
  for at = 1 to Array.length Sys.argv - 1 do
    let text = Sys.argv.(at) in
    if text = "uncaught" then failwith "nothing catches this";
    match step text with
    | half -> Printf.printf "half %d\n%!" half
    | exception Step message -> print_endline ("error: " ^ message)
  done;
  print_endline "done"
