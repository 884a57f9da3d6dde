# The C libraries of the core for WebAssembly, from Debian's source packages, in a private folder.
# shellcheck shell=bash

readonly web_sources=(zlib bzip2 libzstd xz-utils mbedtls libdeflate re2)
readonly web_header_packages=(zlib1g-dev libbz2-dev libzstd-dev liblzma-dev libdeflate-dev libxxhash-dev libre2-dev nlohmann-json3-dev)

# Fetches the sources on Debian 12. Elsewhere they must be there: check_other_system names the folder.
fetch_web_sources() {
    is_debian_12 || return 0
    say "fetching the sources of ${web_sources[*]}"
    . .dev/apt_view.sh
    open_apt_view "$1/view" bookworm
    apt_sources "${web_sources[@]}"
    mkdir -p "$1/sources"
    find "$1/view" -mindepth 1 -maxdepth 1 -type d -name '*-*' -exec mv -t "$1/sources" {} +
}

# Builds them into $cache/web_libraries, again when a recipe, a version or the compiler changes.
set_up_web_libraries() {
    local key work sources
    key=$({
        find .dev/web_libraries .dev/web_libraries.sh .dev/web.toolchain.cmake -type f | LC_ALL=C sort | xargs cat
        "$STRATA_EMSCRIPTEN/emcc" -dumpversion
        ! is_debian_12 || dpkg-query -W "${web_header_packages[@]}"
    } | sha256sum | cut -c 1-16)
    ! is_made "$cache/web_libraries" "$key" || return 0
    work=$(mktemp -d "$cache/work.XXXXXX")
    fetch_web_sources "$work"
    sources=$work/sources
    is_debian_12 || sources=$cache/web_sources
    say "building the libraries for WebAssembly into $cache/web_libraries"
    if ! { cmake -S .dev/web_libraries -B "$work/build" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$PWD/.dev/web.toolchain.cmake" \
            -DSOURCES="$sources" -DHEADERS="$(pkg-config --variable=includedir libxxhash)" \
            -DCMAKE_INSTALL_PREFIX="$cache/web_libraries" -DCMAKE_BUILD_TYPE=Release && cmake --build "$work/build" &&
            DESTDIR="$work/made" cmake --install "$work/build"; } >"$work/log" 2>&1; then
        grep -E 'error|Error|FAILED' -A 4 "$work/log" >&2 || tail -30 "$work/log" >&2
        stop "the libraries for WebAssembly do not build; the whole log is in $work/log"
    fi
    put_in_place "$work/made$cache/web_libraries" "$cache/web_libraries" "$key"
    rm -rf "$work"
}
