import sys
from datetime import UTC, datetime

for line in sys.stdin:
    date = datetime.fromtimestamp(int(line), UTC)
    print(date.strftime("%Y-%m-%dT%H:%M:%SZ %A %j"))
