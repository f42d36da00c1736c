wasi.exit Number wasi.args()[0]
