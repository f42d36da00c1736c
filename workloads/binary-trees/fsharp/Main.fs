module Main

type Tree =
    | Leaf
    | Node of Tree * Tree

let rec make depth =
    if depth = 0 then Leaf else Node(make (depth - 1), make (depth - 1))

let rec count tree =
    match tree with
    | Leaf -> 1
    | Node(left, right) -> 1 + count left + count right

[<EntryPoint>]
let main args =
    let depth = int args[0]
    let kept = make depth

    for each in 4..4..depth do
        let trees = 1 <<< (depth - each)
        let nodes = Seq.init trees (fun _ -> count (make each)) |> Seq.sum
        printfn "%d %d %d" trees each nodes

    printfn "1 %d %d" depth (count kept)
    0
