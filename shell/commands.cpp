#include "shell/commands.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr const CommandRow* table[] = {
    &images_command,     &inspect_command,  &history_command,    &layers_command,   &files_command,
    &cat_command,        &extract_command,  &diff_command,       &verify_command,   &waste_command,
    &dockerfile_command, &df_command,       &packages_command,   &findings_command, &check_command,
    &report_command,     &snapshot_command, &completion_command, &help_command,
};

constexpr OptionRow choice_options[] = {
    {.name = "image",
     .kind = ValueKind::text,
     .value = "REF|N",
     .help = "the image to take where an archive holds several: its name, the front of its id, or its number, from 1 "
             "in the order of `strata images`; a bare number is always the number, never a tag"},
    {.name = "platform",
     .kind = ValueKind::text,
     .value = "OS/ARCH[/VARIANT]",
     .help = "the platform to take where an image is there for several"},
};

constexpr OptionRow limit_options[] = {
    {.name = "limit",
     .kind = ValueKind::text,
     .value = "NAME=VALUE",
     .help = "raise or lower a limit that protects against damaged and hostile archives; `strata help limits` lists "
             "them",
     .repeat = Repeat::collected},
};

constexpr OptionRow json_options[] = {
    {.name = "json", .help = "write JSON, its fields stable, for programs"},
};

constexpr OptionRow work_options[] = {
    {.name = "threads",
     .kind = ValueKind::number,
     .value = "N",
     .help = "read N layers at the same time (one for each processor)"},
    {.name = "no-progress", .help = "no progress bar on a terminal"},
};

constexpr std::string_view color_choices[] = {"auto", "always", "never"};
constexpr OptionRow every_command[] = {
    {.name = "color",
     .kind = ValueKind::choice,
     .value = "WHEN",
     .help = "auto, always or never; auto means on a terminal and without NO_COLOR",
     .fallback = "auto",
     .choices = color_choices},
    {.name = "help", .letter = 'h', .help = "show this help"},
};

} // namespace

std::span<const CommandRow* const> commands() { return table; }

const CommandRow* find_command(std::string_view name) {
    const auto found = std::ranges::find(table, name, [](const CommandRow* row) { return row->name; });
    return found == std::end(table) ? nullptr : *found;
}

std::span<const OptionRow> shared_options(SharedOptions group) {
    switch (group) {
    case shares_choice: return choice_options;
    case shares_limits: return limit_options;
    case shares_json: return json_options;
    case shares_work: return work_options;
    case shares_all: break;
    }
    return {};
}

std::span<const OptionRow> common_options() { return every_command; }

} // namespace strata
