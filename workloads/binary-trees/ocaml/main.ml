type tree = Leaf | Node of tree * tree

let rec make depth =
  if depth = 0 then Leaf else Node (make (depth - 1), make (depth - 1))

let rec count = function
  | Leaf -> 1
  | Node (left, right) -> 1 + count left + count right

let () =
  let depth = int_of_string Sys.argv.(1) in
  let kept = make depth in
  for step = 1 to depth / 4 do
    let each = 4 * step in
    let trees = 1 lsl (depth - each) in
    let nodes = ref 0 in
    for _ = 1 to trees do
      nodes := !nodes + count (make each)
    done;
    Printf.printf "%d %d %d\n" trees each !nodes
  done;
  Printf.printf "1 %d %d\n" depth (count kept)
