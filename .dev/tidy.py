"""Runs clang-tidy on the sources of a build folder, but for those that passed before and have not changed since.

usage: tidy.py CLANG_TIDY BUILD_FOLDER
A source has changed when it, a header of ours that it includes, its command line or .clang-tidy has.
Ends with `N passed, N failed, 0 skipped`, where N counts sources.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

top = pathlib.Path(__file__).resolve().parents[1]
include_pattern = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def headers_of(source):
    """The source and every file of ours that it includes, however deep."""
    found, waiting = set(), [source]
    while waiting:
        path = waiting.pop()
        if path not in found and path.is_file():
            found.add(path)
            waiting += [top / name for name in include_pattern.findall(path.read_text(encoding="utf-8"))]
    return sorted(found)


def key_of(source, command, configuration):
    key = hashlib.sha256(configuration + command.encode())
    for path in headers_of(source):
        key.update(path.read_bytes())
    return key.hexdigest()


def main():
    clang_tidy, build = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    version = subprocess.run([clang_tidy, "--version"], capture_output=True, check=True).stdout
    configuration = version + (top / ".clang-tidy").read_bytes()
    passed_file = build / "tidy_passed.json"
    before = set(json.loads(passed_file.read_text())) if passed_file.exists() else set()
    commands = json.loads((build / "compile_commands.json").read_text())
    keys = {}
    for entry in commands:
        source = pathlib.Path(entry["file"])
        if source.is_relative_to(top) and not source.is_relative_to(build):
            keys[source] = key_of(source, entry["command"], configuration)
    changed = sorted(source for source, key in keys.items() if key not in before)
    print(f"clang-tidy: {len(changed)} of {len(keys)} sources to look at", flush=True)

    def check(source):
        arguments = [clang_tidy, "--quiet", "-p", str(build), "--extra-arg=-Wno-unknown-warning-option",
                     "--extra-arg=-Wno-error", str(source)]
        run = subprocess.run(arguments, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            print(run.stdout + run.stderr, flush=True)
        return run.returncode == 0

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = dict(zip(changed, pool.map(check, changed)))
    good = [source for source in keys if results.get(source, True)]
    passed_file.write_text(json.dumps(sorted(keys[source] for source in good)))
    print(f"{len(good)} passed, {len(keys) - len(good)} failed, 0 skipped")
    return len(good) != len(keys)


if __name__ == "__main__":
    sys.exit(main())
