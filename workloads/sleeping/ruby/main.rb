MOST_TRIES = 10
SLACK = 30_000_000

def monotonic = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)

def sleep_in_time(wanted)
  MOST_TRIES.times do
    before = monotonic
    sleep wanted / 1_000_000_000r
    return "in time" if (wanted..wanted + SLACK).cover?(monotonic - before)
  end
  abort "ten sleeps were too short or too long"
end

def read_steadily
  first = last = monotonic
  20_000.times do
    now = monotonic
    abort "back by #{last - now} ns" if now < last
    last = now
  end
  sleep 0.002
  monotonic > first ? "steady" : "stuck"
end

puts ARGV.first == "steady" ? read_steadily : sleep_in_time(Integer(ARGV.first) * 1_000_000)
