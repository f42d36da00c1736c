module Main

let multiples n i =
    seq { for times in 1 .. n + 1 - i -> $"{i}:{i * times}" }

let rec byTurns (tasks: System.Collections.Generic.IEnumerator<string> list) =
    seq {
        let going = tasks |> List.filter (fun task -> task.MoveNext())

        if not going.IsEmpty then
            for task in going do
                yield task.Current

            yield! byTurns going
    }

let primes count =
    (count, Seq.initInfinite ((+) 2))
    |> List.unfold (fun (left, numbers) ->
        if left = 0 then
            None
        else
            let prime = Seq.head numbers
            let others = numbers |> Seq.filter (fun number -> number % prime <> 0) |> Seq.cache
            Some(prime, (left - 1, others)))

[<EntryPoint>]
let main args =
    let n, p = int args[0], int args[1]
    let tasks = [ for i in 1..n -> (multiples n i).GetEnumerator() ]
    printfn "turns %s" (byTurns tasks |> String.concat " ")
    printfn "primes %s" (primes p |> List.map string |> String.concat " ")
    0
