require "digest"

block = Array.new(65_536) { |at| at % 251 }.pack("C*")
state = "\0".b * 32
Integer(ARGV.fetch(0)).times { state = Digest::SHA256.digest(state + block) }
puts state.unpack1("H*")
