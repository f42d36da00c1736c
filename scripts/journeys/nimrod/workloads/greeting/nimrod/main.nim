import os

if paramCount() == 0:
  quit(3)
echo "hello ", paramStr(1)
