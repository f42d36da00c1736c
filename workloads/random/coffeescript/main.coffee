[size, draws] = wasi.args().map Number
wasi.writeBytes wasi.randomBytes size for _ in [0...draws]
