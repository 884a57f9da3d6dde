# Sets up the machine: packages from apt on Debian 12, a list of what is missing on any other system.
# shellcheck shell=bash

# Debian 12's packages, in one place. For programs first, then libraries.
readonly debian_packages=(
    g++ cmake ninja-build ccache mold pkg-config python3 git ca-certificates
    clang-19 lld-19 llvm-19 clang-format-19 clang-tidy-19 libclang-rt-19-dev nodejs node-acorn
    zstd xz-utils bzip2 skopeo umoci buildah dpkg-dev patch jq man-db
    zlib1g-dev libzstd-dev liblzma-dev libbz2-dev libdeflate-dev libssl-dev libxxhash-dev libarchive-dev libisal-dev
    nlohmann-json3-dev libcli11-dev libyaml-dev
    libre2-dev perl unicode-data python3-six python3-pip
    fonts-inter fonts-jetbrains-mono python3-fonttools
)

is_debian_12() {
    [ -r /etc/os-release ] && [ "$(. /etc/os-release && echo "${ID-} ${VERSION_ID-}")" = "debian 12" ]
}

# Runs a command as root.
as_root() {
    if [ "$EUID" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        stop "this needs root: run it as root, install sudo, or run yourself: $*"
    fi
}

# Installs those of the given packages that are not there yet.
install_packages() {
    local missing
    missing=$({ dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } | awk '$1 == "installed" {print $2}' |
        sort | comm -13 - <(printf '%s\n' "$@" | sort) | tr '\n' ' ')
    [ -n "${missing// /}" ] || return 0
    say "installing packages: $missing"
    as_root apt-get -qq update || stop "apt-get update failed; the messages above say why"
    # shellcheck disable=SC2086  # one word for each package
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends $missing \
        >/dev/null || stop "apt-get could not install: $missing"
}

# The first of the given programs that is there.
first_program() {
    local name
    for name in "$@"; do
        if command -v "$name" >/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

has_catch2() {
    local folder
    for folder in "$cache/catch2/usr" /usr /usr/local /opt/homebrew; do
        ! compgen -G "$folder/lib/cmake/Catch2/Catch2Config.cmake" >/dev/null || return 0
        ! compgen -G "$folder/lib/*/cmake/Catch2/Catch2Config.cmake" >/dev/null || return 0
        ! compgen -G "$folder/share/cmake/Catch2/Catch2Config.cmake" >/dev/null || return 0
    done
    return 1
}

# shellcheck source=.dev/imgui.sh
. .dev/imgui.sh

# On a system we don't install packages on: everything that is missing, in one message.
check_other_system() {
    local missing=() name
    for name in cmake ninja python3 git pkg-config node zstd xz bzip2 jq man; do
        command -v "$name" >/dev/null || missing+=("program $name")
    done
    first_program c++ >/dev/null || missing+=("program c++ (g++ 12, clang 19 or newer)")
    for name in clang++ clang-format clang-tidy; do
        first_program "$name-19" "$name" >/dev/null || missing+=("program $name (version 19 or newer)")
    done
    for name in zlib libzstd liblzma libdeflate libcrypto libxxhash re2 libarchive nlohmann_json yaml-0.1; do
        { command -v pkg-config && pkg-config --exists "$name"; } >/dev/null || missing+=("library $name (with its headers)")
    done
    has_catch2 || missing+=("library Catch2 3 (with its headers)")
    for name in "${web_sources[@]}"; do
        is_debian_12 || [ -n "$(find "$cache/web_sources" -maxdepth 1 -name "$name-*" -print -quit 2>/dev/null)" ] ||
            missing+=("folder $cache/web_sources/$name-VERSION (the source of $name, for WebAssembly)")
    done
    has_imgui || missing+=("folder $cache/imgui (the source of Dear ImGui 1.92 or newer)")
    first_emcc >/dev/null || missing+=("program emcc 3.1.50 or newer (https://emscripten.org)")
    if [ ${#missing[@]} -gt 0 ]; then
        printf 'dev: packages are installed by itself on Debian 12 only. Missing here:\n' >&2
        printf '  %s\n' "${missing[@]}" >&2
        exit 1
    fi
}

# Whether the folder $1 was made by the recipe with the key $2.
is_made() { [ -e "$1/.made" ] && [ "$(<"$1/.made")" = "$2" ]; }

# A key for the recipe: its files and words. Another recipe has another key.
recipe_key() { cat "$@" | sha256sum | cut -c 1-16; }

# Moves the finished folder $1 to $2, marked with the key $3, in place of an older one.
put_in_place() {
    printf '%s\n' "$3" >"$1/.made"
    rm -rf "$2.old"
    [ ! -e "$2" ] || mv "$2" "$2.old"
    mv "$1" "$2"
    rm -rf "$2.old"
}

set_up_catch2() {
    local key
    key=$(recipe_key .dev/apt_view.sh)
    ! is_made "$cache/catch2" "$key" || return 0
    say "fetching Catch2 3 from Debian's backports into $cache/catch2"
    . .dev/apt_view.sh
    local work
    work=$(mktemp -d "$cache/work.XXXXXX")
    open_apt_view "$work" bookworm-backports
    apt_download libcatch2-dev
    mkdir -p "$work/made"
    dpkg -x "$work"/libcatch2-dev_*.deb "$work/made"
    put_in_place "$work/made" "$cache/catch2" "$key"
    rm -rf "$work"
}

# All that every task needs. Sets the names of the programs whose versions matter.
set_up() {
    mkdir -p "$cache"
    if is_debian_12; then
        install_packages "${debian_packages[@]}"
        set_up_catch2
        set_up_imgui
    else
        check_other_system
    fi
    clang_format=$(first_program clang-format-19 clang-format)
    clang_tidy=$(first_program clang-tidy-19 clang-tidy)
}

# What the build for WebAssembly needs beside that.
set_up_web() {
    set_up_emscripten
    set_up_web_libraries
}
