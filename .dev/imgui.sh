# Dear ImGui's source, 1.92 or newer, from the Debian suite that has it.
# shellcheck shell=bash

has_imgui() { [ -e "$cache/imgui/imgui.h" ] && [ -e "$cache/imgui/backends/imgui_impl_opengl3.cpp" ]; }

set_up_imgui() {
    local key work
    key=$(recipe_key .dev/apt_view.sh .dev/imgui.sh)
    ! is_made "$cache/imgui" "$key" || return 0
    say "fetching Dear ImGui into $cache/imgui"
    . .dev/apt_view.sh
    work=$(mktemp -d "$cache/work.XXXXXX")
    open_apt_view "$work" forky
    apt_sources imgui
    put_in_place "$(find "$work" -mindepth 1 -maxdepth 1 -type d -name 'imgui-*')" "$cache/imgui" "$key"
    rm -rf "$work"
}
