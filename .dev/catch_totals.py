"""Reads the XML report of a Catch2 program: prints `passed failed skipped`, then each skip with its reason."""

import sys
import xml.etree.ElementTree as xml

try:
    root = xml.parse(sys.argv[1]).getroot()
except (OSError, xml.ParseError):
    sys.exit(1)  # The program ended before its report did.
cases = root.find("OverallResultsCases")
if cases is None:
    sys.exit(1)
print(int(cases.get("successes")) + int(cases.get("expectedFailures")), cases.get("failures"), cases.get("skips"))
for case in root.iter("TestCase"):
    for skip in case.iter("Skip"):
        print(f"skipped: {case.get('name')}: {(skip.text or '').strip()}")
