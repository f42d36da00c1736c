import sys

from clients import serve
from rot13 import Rot13

serve("LISTEN_ROT13", Rot13(), int(sys.argv[1]))
