#include "core/insight/copy_steps.hpp"

#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/dockerfile_words.hpp"
#include "core/model/instruction.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

bool is_word(std::string_view word) { return !word.empty() && word.find_first_of("$\"'\\*?[]") == word.npos; }

/// A heredoc's mark, and "file:ab12… in /srv/" of docker's classic builder, name no source; its version 20.10 forgets
/// the blank behind --chown=1000:1000.
bool names_sources(const std::vector<std::string>& sources, std::string_view flags) {
    const bool hashed = sources.back() == "in" && (sources.front().find(':') != std::string::npos || !flags.empty());
    return !hashed && std::ranges::all_of(
                          sources, [](const std::string& word) { return is_word(word) && !word.starts_with("<<"); });
}

CopyStep read_copy(const Instruction& copy, std::string_view working_dir) {
    CopyStep step{.is_copy = true, .adds = copy.verb == "ADD"};
    std::string_view arguments = copy.arguments, flags;
    while (arguments.starts_with("--")) {
        constexpr std::string_view from = "--from=";
        const std::string_view flag = arguments.substr(0, arguments.find_first_of(" \t"));
        flags = flag;
        if (flag.starts_with(from)) step.stage = flag.substr(from.size());
        arguments.remove_prefix(flag.size());
        arguments.remove_prefix(std::min(arguments.find_first_not_of(" \t"), arguments.size()));
    }
    const auto list = read_word_list(arguments);
    std::vector<std::string> words = list ? *list : split_words(arguments);
    if (words.size() < 2 || !is_word(words.back())) return step;
    step.target = absolute_path(words.back(), working_dir);
    words.pop_back();
    if (names_sources(words, flags)) step.sources = std::move(words);
    return step;
}

} // namespace

std::string absolute_path(std::string_view path, std::string_view working_dir) {
    std::string out;
    const std::string whole = path.starts_with('/') ? std::string(path) : text(working_dir, '/', path);
    for (const std::string_view name : split_path(trim_path(whole)).names)
        if (name != ".") out += text('/', name);
    return out.empty() ? "/" : out;
}

std::vector<CopyStep> read_copy_steps(const ImageRecord& image, std::uint32_t lowest) {
    std::vector<CopyStep> steps(image.layers.size());
    const std::vector<HistoryRow>& history = image.config.history;
    std::string working_dir = "/";
    for (std::size_t row = 0; row < history.size(); row++) {
        const Instruction read = read_instruction(history[row].created_by);
        if (read.verb == "WORKDIR") working_dir = absolute_path(read.arguments, working_dir);
        if (read.verb != "COPY" && read.verb != "ADD") continue;
        for (std::uint32_t layer = lowest; layer < steps.size(); layer++)
            if (image.layers[layer].history == row) steps[layer] = read_copy(read, working_dir);
    }
    return steps;
}

std::string copy_source(const CopyStep& step, std::string_view path) {
    if (!step.target) return "";
    const std::string below = *step.target == "/" ? "/" : text(*step.target, '/');
    for (const std::string& source : step.sources)
        if (path == text(below, base_name(source))) return source;
    if (step.sources.size() != 1) return "";
    const std::string& source = step.sources.front();
    if (path == *step.target) return source;
    // A folder's contents are copied, and an archive's that is added.
    if (step.adds || !path.starts_with(below)) return "";
    const std::string_view rest = path.substr(below.size());
    if (source == "." || source == "./" || source == "/") return std::string(rest);
    return text(source, source.ends_with('/') ? "" : "/", rest);
}

} // namespace strata
