echo "hello from Nimrod"
