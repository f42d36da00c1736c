module Main

let counter step =
    let count = ref 0

    fun () ->
        count.Value <- count.Value + step
        count.Value

let compose functions = List.fold (>>) id functions

let transform f list = [ for element in list -> f element ]

let joined list =
    list |> List.map string |> String.concat " "

[<EntryPoint>]
let main args =
    let n = int args[0]

    let counters = [ for i in 1..n -> counter i ]
    let rounds = [ for _ in 1..3 -> [ for count in counters -> count () ] ]
    printfn "counters %d" (rounds |> List.last |> List.sum)

    let functions = [ for i in 1..n -> fun x -> (31 * x + i) % 1000003 ]
    printfn "composed %d" (compose functions 1)

    let products = [ 1..n ] |> transform (fun i -> i * n)
    printfn "numbers %s" (joined products)
    printfn "texts %s" (products |> transform (fun product -> $"{product}-{product}") |> joined)
    0
