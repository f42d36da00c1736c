object Main {
  def main(args: Array[String]): Unit = {
    val n = args.head.toInt

    val counters = (1 to n).map(counter)
    val rounds = Seq.fill(3)(counters.map(_.apply()))
    println(s"counters ${rounds.last.sum}")

    val functions = (1 to n).map(i => (x: Int) => (31 * x + i) % 1000003)
    println(s"composed ${functions.reduce(_ andThen _)(1)}")

    val products = transform(1 to n)(_ * n)
    println(s"numbers ${products.mkString(" ")}")
    println(s"texts ${transform(products)(product => s"$product-$product").mkString(" ")}")
  }

  private def counter(step: Int): () => Int = {
    var count = 0
    () => {
      count += step
      count
    }
  }

  private def transform[T, U](list: Seq[T])(function: T => U): Seq[U] =
    for (element <- list) yield function(element)
}
