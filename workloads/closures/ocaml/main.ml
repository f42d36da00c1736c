let counter step =
  let count = ref 0 in
  fun () ->
    count := !count + step;
    !count

let compose functions value = List.fold_left (fun x f -> f x) value functions
let transform f list = List.rev (List.fold_left (fun l x -> f x :: l) [] list)

let () =
  let n = int_of_string Sys.argv.(1) in
  let up_to = List.init n succ in
  let counters = List.map counter up_to in
  let sum = ref 0 in
  for _ = 1 to 3 do
    sum := List.fold_left (fun total count -> total + count ()) 0 counters
  done;
  Printf.printf "counters %d\n" !sum;
  let functions = List.map (fun i x -> ((31 * x) + i) mod 1_000_003) up_to in
  Printf.printf "composed %d\n" (compose functions 1);
  let products = transform (fun i -> i * n) up_to in
  let texts = transform (fun product -> Printf.sprintf "%d-%d" product product) in
  Printf.printf "numbers %s\n"
    (String.concat " " (transform string_of_int products));
  Printf.printf "texts %s\n" (String.concat " " (texts products))
