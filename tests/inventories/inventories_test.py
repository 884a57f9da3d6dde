#!/usr/bin/env python3
"""The inventories that `strata packages` writes, read by the programs of those who wrote the formats.

CycloneDX: against the published JSON schema, which the PyPI package cyclonedx-python-lib carries. SPDX: against the
published JSON schema too, and by the parser and the validator of the SPDX project, spdx-tools.

Usage: inventories_test.py SPDX-SCHEMA STRATA ARCHIVE…
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

spdx_schema = jsonschema.Draft7Validator(json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))


def written(strata, archive, form, *options):
    done = subprocess.run(
        [strata, "packages", archive, "--format", form, *options], stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return done.stdout


def mistakes_of_cyclonedx(text):
    mistake = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return [str(mistake)] if mistake else []


def mistakes_of_spdx(text):
    mistakes = [f"{error.json_path}: {error.message}" for error in spdx_schema.iter_errors(json.loads(text))]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "image.spdx.json"
        path.write_text(text, encoding="utf-8")
        document = parse_file(str(path))
    return mistakes + [each.validation_message for each in validate_full_spdx_document(document, "SPDX-2.3")]


def wrong_in_cyclonedx(strata, archive):
    return mistakes_of_cyclonedx(written(strata, archive, "cyclonedx"))


def wrong_in_spdx(strata, archive):
    return mistakes_of_spdx(written(strata, archive, "spdx"))


def wrong_in_parts(strata, archive):
    """An inventory that says what it lacks."""
    nothing = ("--name", "nothing-is-called-so")
    cyclonedx, spdx = (written(strata, archive, form, *nothing) for form in ("cyclonedx", "spdx"))
    silent = '"aggregate": "incomplete"' not in cyclonedx or "This inventory is incomplete" not in spdx
    return mistakes_of_cyclonedx(cyclonedx) + mistakes_of_spdx(spdx) + ["it does not say what it lacks"] * silent


def sees_mistakes(strata, archive):
    """A validator that finds nothing in a broken inventory would prove nothing."""
    broken = written(strata, archive, "cyclonedx").replace('"type": "library"', '"type": "book"')
    seen = broken == written(strata, archive, "cyclonedx") or JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken)
    overlooked = [] if seen else ["CycloneDX's schema overlooks a type that does not exist"]
    document = json.loads(written(strata, archive, "spdx"))
    document["relationships"][0]["relationshipType"] = "READS"
    if spdx_schema.is_valid(document):
        overlooked.append("SPDX's schema overlooks a relationship that does not exist")
    return overlooked


def main():
    strata, archives = sys.argv[2], sys.argv[3:]
    passed = failed = 0
    for archive in archives:
        for check in (wrong_in_cyclonedx, wrong_in_spdx, wrong_in_parts, sees_mistakes):
            mistakes = check(strata, archive)
            for mistake in mistakes[:5]:
                print(f"FAILED: {archive}: {check.__name__}: {mistake}")
            passed += not mistakes
            failed += bool(mistakes)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
