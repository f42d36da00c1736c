let next x = Int32.add (Int32.mul x 1664525l) 1013904223l

let () =
  let n = int_of_string Sys.argv.(1) in
  let counts = Hashtbl.create 16 in
  let x = ref 42l in
  for _ = 1 to n do
    x := next !x;
    let key = Int32.to_int (Int32.shift_right_logical !x 8) mod n in
    let count = Option.value ~default:0 (Hashtbl.find_opt counts key) in
    Hashtbl.replace counts key (count + 1)
  done;
  let all = Hashtbl.length counts in
  Hashtbl.filter_map_inplace
    (fun _ count -> if count land 1 = 0 then Some count else None)
    counts;
  let sum = ref 0l in
  for key = 0 to n - 1 do
    match Hashtbl.find_opt counts key with
    | Some count ->
        let product = Int32.mul (Int32.of_int (key + 1)) (Int32.of_int count) in
        sum := Int32.add !sum product
    | None -> ()
  done;
  Printf.printf "%d %d %lu\n" all (Hashtbl.length counts) !sum
