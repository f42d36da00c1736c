require "json"

USAGE = "usage: main print | get POINTER | set POINTER JSON | remove POINTER"
class Missing < StandardError
  def initialize = super("the pointer names nothing")
end

def canonical(value)
  case value
  when Hash then value.sort.to_h { |name, member| [name, canonical(member)] }
  when Array then value.map { |element| canonical(element) }
  else value
  end
end

def split(pointer)
  return [] if pointer.empty?
  raise Missing unless pointer.start_with?("/")

  pointer.split("/", -1).drop(1).map { |part| part.gsub("~1", "/").gsub("~0", "~") }
end

# The key of an element or a member that is there.
def existing(holder, part)
  key = holder.is_a?(Array) && part.match?(/\A(0|[1-9]\d*)\z/) ? part.to_i : part
  return key if holder.is_a?(Hash) && holder.key?(key)
  return key if holder.is_a?(Array) && key.is_a?(Integer) && key < holder.size

  raise Missing
end

def get(document, path) = path.reduce(document) { |holder, part| holder[existing(holder, part)] }

def set(document, path, value)
  return value if path.empty?

  *above, last = path
  case holder = get(document, above)
  when Array then last == "-" ? holder.push(value) : holder[existing(holder, last)] = value
  when Hash then holder[last] = value
  else raise Missing
  end
  document
end

def remove(document, path)
  *above, last = path
  holder = get(document, above)
  key = existing(holder, last)
  holder.is_a?(Array) ? holder.delete_at(key) : holder.delete(key)
  document
end

def apply(document, arguments)
  case arguments
  in ["print"] then document
  in ["get", pointer] then get(document, split(pointer))
  in ["set", pointer, text] then set(document, split(pointer), JSON.parse(text))
  in ["remove", pointer] if pointer != "" then remove(document, split(pointer))
  else raise ArgumentError, USAGE
  end
end

begin
  document = JSON.parse($stdin.read)
  puts JSON.generate(canonical(apply(document, ARGV)))
rescue JSON::ParserError, ArgumentError, Missing => error
  abort "json: #{error.message}"
end
