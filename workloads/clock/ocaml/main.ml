open Wasi

let sleep milliseconds =
  let start = Clock.monotonic () in
  Clock.sleep milliseconds;
  let passed = Clock.monotonic () -. start in
  if passed >= float_of_int milliseconds *. 1e6 then print_endline "slept"
  else (
    Printf.eprintf "only %.0f ns have passed\n" passed;
    exit 1)

let () =
  match Sys.argv with
  | [| _; "now" |] -> Printf.printf "%.0f\n" (Clock.now ())
  | [| _; "sleep"; milliseconds |] -> sleep (int_of_string milliseconds)
  | _ ->
      prerr_endline "usage: main now | sleep MILLISECONDS";
      exit 1
