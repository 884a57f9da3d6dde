#!/usr/bin/env python3
"""The reports of `strata check` for CI systems: SARIF against OASIS' published JSON schema; JUnit, whose schemas no
package carries, by the shape that Jenkins and GitLab read.

Usage: reports_test.py STRATA SARIF_SCHEMA ARCHIVE…
"""

import json
import subprocess
import sys
import xml.etree.ElementTree

import jsonschema

rules = ["--max-size", "1", "--no-secrets", "--no-root", "--findings", "note", "--forbid", "**", "--no-latest",
         "--require-label", "absent", "--deny-package", "*", "--max-growth", "1%", "--lowest-efficiency", "off"]


def written(strata, archive, form):
    done = subprocess.run(
        [strata, "check", archive, *rules, "--format", form], stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    assert done.returncode == 1, f"{archive}: exit status {done.returncode}, though rules are broken"
    return done.stdout


def mistakes_in(document, schema):
    validator = jsonschema.validators.validator_for(schema)
    return [f"{list(error.path)}: {error.message[:200]}" for error in validator(schema).iter_errors(document)]


def wrong_in_sarif(strata, archive, schema):
    document = json.loads(written(strata, archive, "sarif"))
    mistakes = mistakes_in(document, schema)
    if not document["runs"][0]["results"]:
        mistakes.append("no results, though rules are broken")
    return mistakes


def sees_mistakes(strata, archive, schema):
    """A validator that finds nothing in a broken report would prove nothing."""
    document = json.loads(written(strata, archive, "sarif"))
    document["runs"][0]["results"][0]["level"] = "awful"
    return [] if mistakes_in(document, schema) else ["the validator overlooks a level that does not exist"]


def wrong_in_junit(strata, archive, _schema):
    root = xml.etree.ElementTree.fromstring(written(strata, archive, "junit").encode())
    suite = root.find("testsuite")
    mistakes = []
    cases = suite.findall("testcase")
    for name, found in (("tests", cases), ("failures", suite.findall("testcase/failure")),
                        ("skipped", suite.findall("testcase/skipped")), ("errors", suite.findall("testcase/error"))):
        if int(suite.get(name)) != len(found):
            mistakes.append(f"{name}={suite.get(name)}, but there are {len(found)}")
    if any(not case.get("name") or not case.get("classname") for case in cases):
        mistakes.append("a case without a name")
    if root.tag != "testsuites" or len(cases) != 10:
        mistakes.append(f"{root.tag} with {len(cases)} cases")
    return mistakes


def main():
    strata, schema_path, archives = sys.argv[1], sys.argv[2], sys.argv[3:]
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    passed = failed = 0
    for archive in archives:
        for check in (wrong_in_sarif, sees_mistakes, wrong_in_junit):
            mistakes = check(strata, archive, schema)
            for mistake in mistakes[:5]:
                print(f"FAILED: {archive}: {check.__name__}: {mistake}")
            passed += not mistakes
            failed += bool(mistakes)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
