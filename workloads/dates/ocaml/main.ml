let weekdays =
  [|
    "Thursday"; "Friday"; "Saturday"; "Sunday"; "Monday"; "Tuesday"; "Wednesday";
  |]

let is_leap year = year mod 4 = 0 && (year mod 100 <> 0 || year mod 400 = 0)
let days_in year = if is_leap year then 366 else 365

let months year =
  [ 31; (if is_leap year then 29 else 28); 31; 30; 31; 30; 31; 31; 30; 31; 30; 31 ]

(* The year, and the days that went by in it. *)
let rec in_year year days =
  if days < days_in year then (year, days)
  else in_year (year + 1) (days - days_in year)

let rec in_month month days = function
  | length :: rest when days >= length ->
      in_month (month + 1) (days - length) rest
  | _ -> (month, days + 1)

let print_date line =
  (* Whole numbers have 32 bits here. *)
  let seconds = Int64.of_string line in
  let days = Int64.to_int (Int64.div seconds 86_400L) in
  let rest = Int64.to_int (Int64.rem seconds 86_400L) in
  let year, since = in_year (1970 + (days / 146_097 * 400)) (days mod 146_097) in
  let month, day = in_month 1 since (months year) in
  Printf.printf "%04d-%02d-%02dT%02d:%02d:%02dZ %s %03d\n" year month day
    (rest / 3600)
    (rest / 60 mod 60)
    (rest mod 60)
    weekdays.(days mod 7)
    (since + 1)

let () =
  Wasi.Stdin.read_all () |> String.split_on_char '\n'
  |> List.filter (fun line -> line <> "")
  |> List.iter print_date
