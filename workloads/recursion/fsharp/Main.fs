module Main

let attacks column placed =
    placed
    |> List.indexed
    |> List.exists (fun (row, other) -> column = other || abs (column - other) = row + 1)

/// The columns of all rows, those of the last row first.
let rec queens n placed =
    if List.length placed = n then
        [ placed ]
    else
        [ for column in 1..n do
              if not (attacks column placed) then
                  yield! queens n (column :: placed) ]

let rec sum d = if d = 0 then 0 else d + sum (d - 1)

let rec female n =
    if n = 0 then 1 else n - male (female (n - 1))

and male n =
    if n = 0 then 0 else n - female (male (n - 1))

[<EntryPoint>]
let main args =
    let n, d = int args[0], int args[1]
    let found = queens n []
    let first = found |> List.head |> List.rev |> List.map string
    printfn "queens %d %s" found.Length (String.concat "," first)
    printfn "depth %d" (sum d)
    printfn "mutual %d %d" (female (d % 64)) (male (d % 64))
    0
