#include "web/ui/command.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

constexpr ActionInfo actions[] = {
    {Action::open_files, "Open files…", "Ctrl+O", "Images"},
    {Action::open_sample, "Try the sample", "", "Images"},
    {Action::swap_sides, "Swap the two images", "X", "Images"},
    {Action::stop_comparing, "Stop comparing", "", "Images"},
    {Action::close_image, "Close this image", "", "Images"},
    {Action::go_home, "Go to the start page", "", "Images"},
    {Action::verify, "Verify all digests", "V", "Images"},
    {Action::cancel, "Cancel what is being read", "", "Images"},
    {Action::read_again, "Read again what could not be read", "", "Images"},
    {Action::view_files, "Show the files", "1", "Views"},
    {Action::view_treemap, "Show the treemap", "2", "Views"},
    {Action::view_waste, "Show the waste", "3", "Views"},
    {Action::view_packages, "Show the packages", "4", "Views"},
    {Action::view_findings, "Show the findings", "5", "Views"},
    {Action::view_config, "Show the configuration", "6", "Views"},
    {Action::view_history, "Show the history", "7", "Views"},
    {Action::view_layers, "Show the layers side by side", "8", "Views"},
    {Action::view_dockerfile, "Show the history as a Dockerfile", "9", "Views"},
    {Action::next_layer, "Next layer", "]", "Layers"},
    {Action::previous_layer, "Previous layer", "[", "Layers"},
    {Action::scope_layer, "Only what this layer did", "L", "Layers"},
    {Action::scope_image, "The image up to this layer", "U", "Layers"},
    {Action::focus_filter, "Filter the files", "/", "Files"},
    {Action::clear_filter, "Clear the filter", "", "Files"},
    {Action::expand_all, "Open all folders", "+", "Files"},
    {Action::collapse_all, "Close all folders", "-", "Files"},
    {Action::copy_path, "Copy the path", "Ctrl+C", "File"},
    {Action::copy_content, "Copy the content", "", "File"},
    {Action::copy_digest, "Copy the layer's digest", "", "File"},
    {Action::save_file, "Save the file…", "Ctrl+S", "File"},
    {Action::preview_text, "Preview as text", "T", "File"},
    {Action::preview_hex, "Preview as hex", "H", "File"},
    {Action::preview_picture, "Preview as a picture", "P", "File"},
    {Action::preview_difference, "Show the difference to its earlier version", "D", "File"},
    {Action::preview_side_by_side, "Show both versions side by side", "S", "File"},
    {Action::toggle_wrap, "Wrap long lines", "W", "File"},
    {Action::export_json, "Export the report as JSON", "", "Export"},
    {Action::export_markdown, "Export the report as Markdown", "", "Export"},
    {Action::export_html, "Export the report as one HTML file", "", "Export"},
    {Action::export_snapshot, "Export a snapshot (.strata)", "", "Export"},
    {Action::export_csv, "Export this list as CSV", "", "Export"},
    {Action::copy_link, "Copy a link to this place", "", "Export"},
    {Action::palette, "Search everything", "Ctrl+K F1", "Page"},
    {Action::help, "Keyboard shortcuts", "?", "Page"},
    {Action::toggle_layers, "Show or hide the layers on a narrow page", "", "Page"},
    {Action::toggle_file, "Show or hide the selected file on a narrow page", "", "Page"},
    {Action::toggle_scheme, "Switch between light and dark", "", "Page"},
    {Action::text_larger, "Larger text", "Ctrl+Shift+Period", "Page"},
    {Action::text_smaller, "Smaller text", "Ctrl+Shift+Comma", "Page"},
    {Action::text_normal, "Normal text size", "", "Page"},
    {Action::close_popup, "Step back", "Esc", "Page"},
};

} // namespace

std::span<const ActionInfo> action_table() { return actions; }

const ActionInfo& info_of(Action action) { return *std::ranges::find(actions, action, &ActionInfo::action); }

} // namespace strata::ui
