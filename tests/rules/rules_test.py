#!/usr/bin/env python3
"""The rules that make the code easy to find one's way in, checked on every source file.

Each rule is a function from a Tree to the violations in it. Each is tested twice: it must find nothing in this
repository, and it must find what a small wrong example has.
"""

import pathlib
import re
import sys

rooms = {  # a room and the rooms it may include, besides itself
    "core/base": "",
    "core/model": "core/base",
    "core/bytes": "core/base core/model",
    "core/archive": "core/base core/model core/bytes",
    "core/image": "core/base core/model core/bytes core/archive",
    "core/tree": "core/base core/model",
    "core/insight": "core/base core/model core/tree",
    # What files say of packages is read while they pass; jars and the audit data of Rust programs are deflated.
    "core/insight/packages": "core/base core/model core/bytes",
    "core/diff": "core/base core/model core/tree core/insight",  # findings and packages of two images are compared
    "core/report": "core/base core/model core/tree core/insight core/diff",
    "shell": "core",
    "web/ui": "core/base core/model core/tree core/insight core/diff core/report web/messages",
    "web/messages": "core/base core/model",
    # The examiner that the reading wing is given is made of insights; nothing else of them.
    "web/engine": "core/base core/model core/bytes core/archive core/image core/insight web/messages",
    "web/bridge": "core web",
    "tests": "core shell web",
}

libraries = {  # a header of a library and the only sources of core, shell and web that may include it
    r"archive(_entry)?\.h": r"(?!)",  # the oracle of tests alone
    r"zlib\.h|zstd\w*\.h|lzma\.h|bzlib\.h": r"core/bytes/",
    r"(openssl|mbedtls)/.*": r"core/bytes/",
    r"libdeflate\.h": r"core/bytes/",
    r"xxhash\.h": r"core/(bytes|model|tree)/",
    r"re2/.*": r"core/base/regex",
    r"nlohmann/.*": r"core/base/json|core/report/json",
    r"emscripten.*": r"web/bridge/",
    r"imgui.*": r"web/(ui|bridge)/",
    r"CLI/.*": r"shell/",
    r"yaml\.h": r"shell/yaml_file",
    r"iostream|print|cstdio|stdio\.h|thread|future|filesystem": r"core/bytes/|core/archive/|shell/|web/bridge/",
}

banned_names = r"\b(get_\w+|\w*(Manager|Helper|Util|Utils)|(\w+_)?(manager|helper|utils?)(_\w+)?)\b"
longest_file = 500


class Tree:
    """The text of every source file by its path from the top of the repository."""

    def __init__(self, files):
        self.files = files

    def named(self, pattern):
        return {path: text for path, text in self.files.items() if re.search(pattern, path)}

    def sources(self):
        return self.named(r"\.[ch]pp$")


def read_tree(top):
    files = {}
    for folder in ("core", "shell", "web", "tests", ".dev"):
        for path in sorted((top / folder).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".c", ".h", ".py", ".sh", ".js", ".mjs") or path.name == "CMakeLists.txt":
                files[path.relative_to(top).as_posix()] = path.read_text(encoding="utf-8")
    return Tree(files)


def room_of(path):
    matches = [room for room in rooms if path.startswith(room + "/") or path.startswith(room + ".")]
    return max(matches, key=len) if matches else None


def includes(text, brackets):
    """(line number, header) of each include with the given brackets."""
    pattern = re.compile(r"^\s*#\s*include\s*" + brackets[0] + r"([^\"<>]+)" + brackets[1])
    for number, line in enumerate(text.splitlines(), 1):
        if match := pattern.match(line):
            yield number, match[1]


def code_lines(text):
    """(line number, line without strings and comments)."""
    for number, line in enumerate(text.splitlines(), 1):
        yield number, re.sub(r"//.*", "", re.sub(r"\"(\\.|[^\"\\])*\"", '""', line))


def files_are_short(tree):
    for path, text in tree.files.items():
        lines = text.count("\n")
        if lines > longest_file:
            yield f"{path}: {lines} lines, more than {longest_file}"


def includes_start_at_the_top(tree):
    for path, text in tree.sources().items():
        for number, header in includes(text, '""'):
            if header not in tree.files:
                yield f'{path}:{number}: "{header}" is no file of this repository, counted from the top'


def rooms_include_only_what_they_may(tree):
    for path, text in tree.sources().items():
        room = room_of(path)
        if room is None:
            yield f"{path}: lies in no room"
            continue
        allowed = [room, *rooms[room].split()]
        for number, header in includes(text, '""'):
            if header in tree.files and not any(header.startswith((one + "/", one + ".")) for one in allowed):
                yield f"{path}:{number}: {room} may not include {header}"


def libraries_stay_where_they_belong(tree):
    for path, text in tree.named(r"^(core|shell|web)/.*\.[ch]pp$").items():
        for number, header in includes(text, "<>"):
            for library, places in libraries.items():
                if re.fullmatch(library, header) and not re.match(places, path):
                    yield f"{path}:{number}: <{header}> belongs only in {places}"


def core_knows_no_platform(tree):
    for path, text in tree.named(r"^core/.*\.[ch]pp$").items():
        for number, line in code_lines(text):
            if re.match(r"\s*#\s*(if|ifdef|ifndef|elif)\b", line):
                yield f"{path}:{number}: {line.strip()}"


def nothing_is_thrown(tree):
    for path, text in tree.named(r"^(core|shell|web)/.*\.[ch]pp$").items():
        for number, line in code_lines(text):
            if re.search(r"\bthrow\b", line):
                yield f"{path}:{number}: {line.strip()}"


def names_are_honest(tree):
    for path, text in tree.sources().items():
        if match := re.search(r"(^|[/_])(manager|helpers?|utils?)[._/]", path):
            yield f"{path}: the name says nothing"
        for number, line in code_lines(text):
            if not line.lstrip().startswith("#") and (match := re.search(banned_names, line)) and not re.search(
                r"std::get_\w+|\.get_\w+|->get_\w+", line
            ):
                yield f"{path}:{number}: {match[0]}"


def nothing_is_left_over(tree):
    mark = re.compile("\\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + ")\\b")
    for path, text in tree.files.items():
        for number, line in enumerate(text.splitlines(), 1):
            if mark.search(line):
                yield f"{path}:{number}: {line.strip()}"


def headers_open_with_a_sentence(tree):
    for path, text in tree.named(r"\.hpp$").items():
        if not re.match(r"// \S[^\n]*\n(//[^\n]*\n)*#pragma once\n", text):
            yield f"{path}: must open with a comment that says what it is, then #pragma once"


def sources_are_listed(tree):
    for path in tree.named(r"\.cpp$"):
        folder = pathlib.PurePosixPath(path).parent
        listed = False
        for place in (folder, *folder.parents):
            if (text := tree.files.get(f"{place}/CMakeLists.txt")) is not None:
                name = pathlib.PurePosixPath(path).relative_to(place).as_posix()
                listed = listed or re.search(rf"(^|[\s/(]){re.escape(name)}([\s)]|$)", text, re.MULTILINE)
        if not listed:
            yield f"{path}: is in no CMakeLists.txt"


wrong_examples = {
    files_are_short: {"core/base/long.cpp": "\n" * (longest_file + 1)},
    includes_start_at_the_top: {"core/base/text.cpp": '#include "text.hpp"\n', "core/base/text.hpp": ""},
    rooms_include_only_what_they_may: {
        "core/tree/timeline.cpp": '#include "core/bytes/source.hpp"\n',
        "core/bytes/source.hpp": "",
    },
    libraries_stay_where_they_belong: {"core/image/read_layer.cpp": "#include <archive.h>\n"},
    core_knows_no_platform: {"core/bytes/file_source.cpp": "#ifdef __linux__\n"},
    nothing_is_thrown: {"core/model/digest.cpp": "    throw Error();\n"},
    names_are_honest: {"core/model/layer.hpp": "int get_size();\n"},
    nothing_is_left_over: {"core/model/layer.hpp": "// TO" + "DO: sort\n"},
    headers_open_with_a_sentence: {"core/model/layer.hpp": "#pragma once\n"},
    sources_are_listed: {"core/model/layer.cpp": "", "core/CMakeLists.txt": "add_library(core model/digest.cpp)\n"},
}


def main():
    tree = read_tree(pathlib.Path(__file__).resolve().parents[2])
    passed = failed = 0
    for rule, example in wrong_examples.items():
        violations = list(rule(tree))
        blind = not list(rule(Tree(example)))
        for violation in violations:
            print(f"{rule.__name__}: {violation}")
        if blind:
            print(f"{rule.__name__}: does not see what is wrong in its example")
        passed += (not violations) + (not blind)
        failed += bool(violations) + blind
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
