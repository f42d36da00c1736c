echo "hello from Nim"
