def attack?(column, placed)
  placed.each_with_index.any? do |other, row|
    column == other || (column - other).abs == placed.size - row
  end
end

def queens(n, placed = [], &block)
  return yield placed if placed.size == n
  (1..n).each do |column|
    queens(n, [*placed, column], &block) unless attack?(column, placed)
  end
end

def sum(d) = d.zero? ? 0 : d + sum(d - 1)
def female(n) = n.zero? ? 1 : n - male(female(n - 1))
def male(n) = n.zero? ? 0 : n - female(male(n - 1))

n, d = ARGV.map { |text| Integer(text) }
found = []
queens(n) { |placed| found << placed }
puts "queens #{found.size} #{found.first.join(",")}"
puts "depth #{sum(d)}"
puts "mutual #{female(d % 64)} #{male(d % 64)}"
