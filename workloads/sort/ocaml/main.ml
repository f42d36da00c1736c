let next x = Int32.add (Int32.mul x 1664525l) 1013904223l

let () =
  let n = int_of_string Sys.argv.(1) in
  let x = ref 42l in
  let numbers =
    Array.init n (fun _ ->
        x := next !x;
        !x)
  in
  Array.stable_sort Int32.unsigned_compare numbers;
  let sum = ref 0l in
  Array.iteri
    (fun i number ->
      sum := Int32.add !sum (Int32.mul (Int32.of_int (i + 1)) number))
    numbers;
  Printf.printf "%lu %lu %lu\n" numbers.(0) numbers.(n - 1) !sum
