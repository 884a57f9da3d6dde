# Emscripten: the emcc on PATH where it is new enough; on Debian 12 else Debian 13's in a private folder.
# shellcheck shell=bash

# Prints the folder of an emcc on PATH of version 3.1.50 or newer.
first_emcc() {
    local version
    command -v emcc em-config >/dev/null || return 1
    version=$(emcc -dumpversion 2>/dev/null) || return 1
    [ "$(printf '%s\n3.1.50\n' "${version%%-*}" | sort -V | head -1)" = 3.1.50 ] || return 1
    em-config EMSCRIPTEN_ROOT
}

# Sets and exports STRATA_EMSCRIPTEN, the folder with emcc and cmake/Modules/Platform/Emscripten.cmake.
set_up_emscripten() {
    if ! STRATA_EMSCRIPTEN=$(first_emcc); then
        make_emscripten
        STRATA_EMSCRIPTEN=$cache/emscripten/usr/share/emscripten
    fi
    export STRATA_EMSCRIPTEN
}

# Debian 13's Emscripten runs on Debian 12 with Debian 12's clang 19. Its binaryen needs Debian 13's C and C++
# libraries, which lie beside it and are used by it alone.
make_emscripten() {
    local key work made root package
    key=$(recipe_key .dev/apt_view.sh .dev/emscripten.sh)
    ! is_made "$cache/emscripten" "$key" || return 0
    say "fetching Emscripten from Debian 13 (240 MB) into $cache/emscripten"
    . .dev/apt_view.sh
    work=$(mktemp -d "$cache/work.XXXXXX")
    open_apt_view "$work" trixie
    apt_download emscripten binaryen libc6 libstdc++6 libgcc-s1
    made=$work/made
    mkdir -p "$made/binaryen"
    dpkg -x "$work"/emscripten_*.deb "$made"
    for package in binaryen libc6 libstdc++6 libgcc-s1; do
        dpkg -x "$work/$package"_*.deb "$made/binaryen"
    done
    root=$made/usr/share/emscripten
    mkdir -p "$root/node_modules"
    ln -sfn /usr/share/nodejs/acorn "$root/node_modules/acorn"
    wrap_binaryen "$made/binaryen" "$cache/emscripten/binaryen"
    cat >"$root/.emscripten" <<CONFIG
LLVM_ROOT = '/usr/bin'
BINARYEN_ROOT = '$cache/emscripten/binaryen/wrapped'
NODE_JS = '$(command -v node)'
FROZEN_CACHE = True
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
CONFIG
    put_in_place "$made" "$cache/emscripten" "$key"
    rm -rf "$work"
}

# Makes the tools of the folder $1, which will lie at $2, run with the libraries beside them.
wrap_binaryen() {
    local tool loader libraries
    loader=$(cd "$1" && find . -name 'ld-linux-*.so.*' | sed 's|^\./||' | head -1)
    libraries=$(cd "$1" && find . '(' -name libc.so.6 -o -name libstdc++.so.6 -o -name libgcc_s.so.1 -o -name libbinaryen.so ')' \
        -printf "$2/%P\n" | xargs -n 1 dirname | sort -u | paste -sd:)
    mkdir -p "$1/wrapped/bin"
    for tool in "$1"/usr/bin/*; do
        cat >"$1/wrapped/bin/${tool##*/}" <<WRAPPER
#!/bin/sh
exec '$2/$loader' --library-path '$libraries' '$2/usr/bin/${tool##*/}' "\$@"
WRAPPER
    done
    chmod +x "$1"/wrapped/bin/*
}
