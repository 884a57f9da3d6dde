# Configures and builds one CMake preset, quietly unless something is wrong.
# shellcheck shell=bash

# The sources that are ours to format.
list_sources() { find . -path ./build -prune -o \( -name '*.cpp' -o -name '*.hpp' \) -print | LC_ALL=C sort; }

# build_preset PRESET [TARGET…]: with the configure_options of its caller.
build_preset() {
    local preset=$1
    shift
    mkdir -p "build/$preset"
    if ! cmake --preset "$preset" "${configure_options[@]}" >"build/$preset/configure.log" 2>&1; then
        cat "build/$preset/configure.log" >&2
        return 1
    fi
    cmake --build "build/$preset" ${@:+--target "$@"} 2>&1 | report_progress
}

# Ninja's lines as they are on a terminal; in a log only the last one and what warns or fails.
report_progress() {
    if [ -t 1 ]; then
        cat
    else
        awk '/^\[[0-9]+\/[0-9]+\] / {last = $0; next} {print} END {if (last) print last}'
    fi
}
