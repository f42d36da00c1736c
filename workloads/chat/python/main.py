# A chat server at the address that LISTEN_CHAT names.
import sys

from chat import Chat
from clients import serve

serve("LISTEN_CHAT", Chat(), int(sys.argv[1]))
