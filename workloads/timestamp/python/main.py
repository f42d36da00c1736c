import sys

from clients import serve
from times import Times

serve("LISTEN_TIME", Times(), int(sys.argv[1]))
