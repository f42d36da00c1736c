import sys

from clients import serve
from journal import Journal

serve("LISTEN_LOG", Journal(sys.argv[1]))
