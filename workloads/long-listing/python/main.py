import sys

from operations import perform

perform(sys.argv[1:])
