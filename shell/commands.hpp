// The one table of commands: parsing, help, the manual page and the shells' completion are all made from it.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace strata {

class Arguments;
class Console;

/// How a command ended; the number is the process's exit status.
enum class Exit : int {
    done = 0,      ///< done, or both sides are the same
    different = 1, ///< different, or not verified
    failed = 2,    ///< an error, or a part could not be read
};

/// What an option's value must be; checked before the command runs.
enum class ValueKind : std::uint8_t { flag, text, number, choice, path };

enum class Repeat : std::uint8_t { last_wins, collected };

struct OptionRow {
    std::string_view name;                          ///< long name without dashes
    char letter = 0;                                ///< short name, 0 for none
    ValueKind kind = ValueKind::flag;               ///< a flag may be written `--name=false`
    std::string_view value;                         ///< placeholder in help: "NAME=VALUE"
    std::string_view help;                          ///< one sentence without a full stop
    std::string_view fallback;                      ///< the value when the option is not given; "" for none
    std::span<const std::string_view> choices = {}; ///< of ValueKind::choice; for text: what completion proposes
    Repeat repeat = Repeat::last_wins;
};

enum class OperandCount : std::uint8_t { one, optional, one_or_more, any };

struct OperandRow {
    std::string_view name; ///< "IMAGE"
    std::string_view help;
    OperandCount count = OperandCount::one;
};

struct Example {
    std::string_view line; ///< without the "$ "
    std::string_view meaning;
};

/// A field of what --json writes, and what it says. "layers[].match" is the field `match` of each object in the list
/// `layers`; "Labels.*" a field whose name is anybody's choice.
struct FieldRow {
    std::string_view name;
    std::string_view meaning;
};

/// Groups of options that many commands share; bits of CommandRow::shared.
enum SharedOptions : std::uint8_t {
    shares_choice = 1, ///< --image, --platform
    shares_limits = 2, ///< --limit
    shares_json = 4,   ///< --json
    shares_work = 8,   ///< --threads, --no-progress
    shares_all = 15,
};

struct CommandRow {
    std::string_view name;
    std::string_view summary;     ///< one line without a full stop
    std::string_view description; ///< paragraphs, separated by empty lines
    std::span<const OperandRow> operands = {};
    std::span<const OptionRow> options = {};
    std::span<const Example> examples = {};
    std::string_view json_shape;           ///< of --json: "an object for each layer, one a line"
    std::span<const FieldRow> fields = {}; ///< of --json, all there are, in the order they are written
    std::uint8_t shared = shares_all;
    Result<Exit> (*run)(const Arguments& arguments, Console& console) = nullptr;
};

/// Every command, in the order of the help.
[[nodiscard]] std::span<const CommandRow* const> commands();
/// nullptr where there is none of that name.
[[nodiscard]] const CommandRow* find_command(std::string_view name);
/// The shared options of a command's row, followed by those that all commands have.
[[nodiscard]] std::span<const OptionRow> shared_options(SharedOptions group);
[[nodiscard]] std::span<const OptionRow> common_options();

// One file a verb: shell/commands/<verb>.cpp.
extern const CommandRow images_command;
extern const CommandRow inspect_command;
extern const CommandRow history_command;
extern const CommandRow layers_command;
extern const CommandRow files_command;
extern const CommandRow cat_command;
extern const CommandRow extract_command;
extern const CommandRow diff_command;
extern const CommandRow verify_command;
extern const CommandRow waste_command;
extern const CommandRow dockerfile_command;
extern const CommandRow df_command;
extern const CommandRow findings_command;
extern const CommandRow check_command;
extern const CommandRow packages_command;
extern const CommandRow report_command;
extern const CommandRow snapshot_command;
extern const CommandRow completion_command;
extern const CommandRow help_command;

} // namespace strata
