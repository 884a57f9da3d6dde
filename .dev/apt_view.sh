# A private view of another Debian suite: the machine's own package lists and its sources stay as they are.
# shellcheck shell=bash

# The mirror the machine itself uses for Debian 12.
debian_mirror() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk '$2 == "bookworm" && $3 == "main" {print $1}' | sort -u | awk '/\/debian\/?$/ {print; found = 1; exit} {last = $0}
            END {if (!found && last) print last}'
}

# Opens a view of the suite $2 with the work folder $1; apt_download and apt_sources then use it.
open_apt_view() {
    local mirror
    apt_view=$1
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || stop "apt's sources name no mirror of Debian 12 (bookworm main)"
    mkdir -p "$apt_view/lists/partial"
    printf '%s [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
        deb "$mirror" "$2" deb-src "$mirror" "$2" >"$apt_view/sources.list"
    view_apt update || stop "apt could not read $2 from $mirror"
}

view_apt() {
    apt-get -qq -o Dir::Etc::SourceList="$apt_view/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$apt_view/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
        -o APT::Sandbox::User=root "$@"
}

# Downloads binary packages into the view's folder.
apt_download() { (cd "$apt_view" && view_apt download "$@" >/dev/null) || stop "apt could not download: $*"; }

# Downloads source packages into the view's folder and unpacks them with Debian's patches.
apt_sources() { (cd "$apt_view" && view_apt source "$@" >/dev/null) || stop "apt could not download the sources of: $*"; }
