#include "core/report/advice_words.hpp"

#include "core/base/format.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/secret_scanner.hpp"
#include "core/model/instruction.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"

#include <algorithm>
#include <span>

namespace strata {
namespace {

constexpr std::size_t instruction_width = 100;

std::string files_text(std::uint64_t files) { return text(grouped(files), files == 1 ? " file" : " files"); }

std::string_view them(std::uint64_t files) { return files == 1 ? "it" : "them"; }

std::string layer_text(std::uint32_t layer) { return text("layer ", layer + 1); }

/// "owner", "owner and mode", "mode, time and file capabilities".
std::string attributes_text(std::uint8_t touched) {
    std::vector<std::string_view> words;
    if ((touched & touched_owner) != 0) words.emplace_back("owner");
    if ((touched & touched_mode) != 0) words.emplace_back("mode");
    if ((touched & touched_xattrs) != 0) words.emplace_back("file capabilities");
    std::string out;
    for (std::size_t i = 0; i < words.size(); i++)
        out.append(i == 0 ? "" : i + 1 == words.size() ? " and " : ", ").append(words[i]);
    return out;
}

/// As words of a shell, whatever they are called.
std::string paths_text(const Advice& advice) {
    std::string out;
    for (const std::string& path : advice.paths) {
        out.append(out.empty() ? "" : " ").append(shell_word(path));
    }
    return advice.more_paths > 0 ? text(out, " …") : out;
}

std::string octal(std::uint16_t mode) {
    std::string digits = mode > 0777 ? text(mode >> 9) : "";
    for (int shift = 6; shift >= 0; shift -= 3) digits += static_cast<char>('0' + ((mode >> shift) & 7));
    return digits;
}

/// The owner as the command of `layer` names it, "node:node", else by number.
std::string owner_text(const Advice& advice, const ImageRecord& image) {
    const std::string command = layer_instruction(image, advice.layer);
    for (std::size_t at = command.find("chown "); at != command.npos;) {
        at = command.find_first_not_of(' ', command.find(' ', at));
        if (at == command.npos) break;
        const std::string word = command.substr(at, command.find(' ', at) - at);
        constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:+-";
        if (!word.starts_with('-')) return word.find_first_not_of(plain) == word.npos ? word : "…";
    }
    return advice.owner ? text(advice.owner->uid, ':', advice.owner->gid) : "…";
}

/// COPY with the options that make a later chown or chmod needless, as far as its own words are known.
std::string copy_with_attributes(const Advice& advice, const ImageRecord& image, std::uint32_t layer) {
    const std::string written = layer_instruction(image, layer);
    const std::size_t verb = std::min(written.find(' '), written.size());
    std::string out = written.substr(0, verb);
    if ((advice.touched & touched_owner) != 0) out += text(" --chown=", owner_text(advice, image));
    if ((advice.touched & touched_mode) != 0) out += text(" --chmod=", advice.mode ? octal(*advice.mode) : "…");
    const bool hashes = written.find("file:") != written.npos || written.find("dir:") != written.npos ||
                        written.find("multi:") != written.npos;
    return out + (hashes ? std::string(" …") : written.substr(verb));
}

std::string commands_for(const Advice& advice, const ImageRecord& image) {
    std::string out;
    const auto add = [&](const std::string& command) { out.append(out.empty() ? "" : " && ").append(command); };
    const std::string paths = paths_text(advice);
    if ((advice.touched & touched_owner) != 0) add(text("chown -R ", owner_text(advice, image), ' ', paths));
    if ((advice.touched & touched_mode) != 0) add(text("chmod ", advice.mode ? octal(*advice.mode) : "…", ' ', paths));
    if ((advice.touched & touched_xattrs) != 0) add("setcap …");
    return out;
}

bool copies(const ImageRecord& image, std::uint32_t layer) {
    const std::string instruction = layer_instruction(image, layer);
    return instruction.starts_with("COPY ") || instruction.starts_with("ADD ");
}

std::vector<std::string> attribute_edits(const Advice& advice, const ImageRecord& image) {
    std::vector<std::string> lines;
    const auto attributes = static_cast<std::uint8_t>(advice.touched & ~touched_time);
    for (const std::uint32_t from : advice.from) {
        const bool copied = copies(image, from);
        const bool capabilities = copied && (advice.touched & (touched_owner | touched_mode)) == 0;
        lines.push_back(text(layer_text(from), ": ",
                             capabilities ? "set the capabilities in the stage that the COPY takes the files from"
                             : copied     ? ellipsis(copy_with_attributes(advice, image, from), instruction_width)
                                          : text("end the RUN with ", commands_for(advice, image))));
    }
    lines.push_back(text(layer_text(advice.layer), ": then ", touched_text(attributes), " is needless in ",
                         ellipsis(layer_instruction(image, advice.layer), instruction_width)));
    return lines;
}

std::vector<std::string> ignore_edits(const Advice& advice) {
    if (advice.ignored.empty()) return {text(layer_text(advice.layer), ": copy without ", paths_text(advice))};
    std::vector<std::string> lines;
    constexpr std::size_t most = 3;
    for (const std::string& line : std::span(advice.ignored).first(std::min(most, advice.ignored.size())))
        lines.push_back(text(layer_text(advice.layer), ", .dockerignore: ", printable(line)));
    const bool by_rule = advice.rule != no_file_rule && !file_rules()[advice.rule].ignore.empty();
    if (advice.ignored.size() > most || (advice.more_paths > 0 && !by_rule && advice.ignored.size() > 1))
        lines.back() += " and so on";
    return lines;
}

std::string mount_edit(const Advice& advice) {
    const std::string front = text(layer_text(advice.user), ": in place of the COPY: RUN --mount=type=bind,source=");
    const std::string path = advice.paths.empty() ? "" : advice.paths.front();
    const std::string word = shell_word(path); // the option's own commas and blanks can't be quoted everywhere
    if (word != path) return text(front, "…,target=… … for ", word);
    return text(front, base_name(path), ",target=", path, " …");
}

std::vector<std::string> run_edits(const Advice& advice) {
    if (advice.removed)
        return {text(layer_text(advice.layer), ": end the RUN with rm -rf ", paths_text(advice)),
                text(layer_text(advice.by), ": deletes ", them(advice.files), " too late")};
    return {text("layers ", advice.layer + 1, " and ", advice.by + 1, ": make one RUN of both, so that ",
                 paths_text(advice), advice.files == 1 ? " is written once" : " are written once")};
}

std::string again_edit(const Advice& advice, const ImageRecord& image) {
    const std::string instruction = ellipsis(layer_instruction(image, advice.layer), instruction_width);
    if (!copies(image, advice.layer))
        return text(layer_text(advice.layer), ": leave ", paths_text(advice), " alone in ", instruction);
    return text(layer_text(advice.layer), ": leave out what is there already, or leave it out before: ", instruction);
}

std::vector<std::string> base_edits(const Advice& advice) {
    if (!advice.removed) return {"FROM: a smaller or newer image; nothing else in the Dockerfile saves these bytes"};
    return {text(layer_text(advice.layer), ": deleting what the base image holds saves nothing"),
            text("FROM: an image without ", paths_text(advice))};
}

/// What the files are, by their rule: "git's history"; "files" without one.
std::string things(const Advice& advice) {
    return advice.rule == no_file_rule ? files_text(advice.files) : std::string(file_rules()[advice.rule].what);
}

} // namespace

std::string_view remedy_name(Remedy remedy) {
    switch (remedy) {
    case Remedy::set_attributes: return "set-attributes";
    case Remedy::not_again: return "not-again";
    case Remedy::write_once: return "write-once";
    case Remedy::finish_in_run: return "finish-in-run";
    case Remedy::ignore: return "ignore";
    case Remedy::mount: return "mount";
    case Remedy::clean_up: return "clean-up";
    case Remedy::build_stage: return "build-stage";
    case Remedy::link: return "link";
    case Remedy::newer_base: return "newer-base";
    case Remedy::other_base: return "other-base";
    case Remedy::other_tool: return "other-tool";
    }
    return "finish-in-run";
}

std::string advice_title(const Advice& advice) {
    std::string files = files_text(advice.files);
    switch (advice.remedy) {
    case Remedy::set_attributes:
        return text("Set the ", attributes_text(advice.touched), " of ", files, " where ",
                    advice.files == 1 ? "it comes" : "they come", " from");
    case Remedy::not_again: return text("Do not bring ", files, " twice");
    case Remedy::write_once: return text("Copy ", files, " once");
    case Remedy::finish_in_run:
        return text(advice.removed ? "Delete " : "Change ", files, " in the RUN that makes ", them(advice.files));
    case Remedy::ignore:
        return text("Keep ", things(advice), " out of the COPY",
                    advice.removed ? text(": layer ", advice.by + 1, " deletes ", them(advice.files)) : "");
    case Remedy::mount: return text("Lend ", files, " to the RUN in place of copying ", them(advice.files));
    case Remedy::clean_up: return text("Do not keep ", things(advice));
    case Remedy::build_stage: return "Build in a stage of its own, if nothing is compiled at run time";
    case Remedy::link: return text("Link ", files, " that another path has too");
    case Remedy::newer_base:
        return text("Start from a newer base image: layer ", advice.layer + 1, " replaces ", files, " of it");
    case Remedy::other_base:
        return advice.removed ? text("Start from a base image without ", files)
                              : text("The base image itself: ", files, " that nobody needs");
    case Remedy::other_tool: return text("Make the layer with another tool: it holds ", files, " twice");
    }
    return files;
}

std::vector<std::string> advice_edits(const Advice& advice, const ImageRecord& image) {
    switch (advice.remedy) {
    case Remedy::set_attributes: return attribute_edits(advice, image);
    case Remedy::not_again: return {again_edit(advice, image)};
    case Remedy::write_once:
        return {text("layers ", advice.layer + 1, " and ", advice.by + 1, ": both write ", paths_text(advice),
                     "; leave ", them(advice.files), " out of one")};
    case Remedy::finish_in_run: return run_edits(advice);
    case Remedy::ignore: return ignore_edits(advice);
    case Remedy::mount: return {mount_edit(advice)};
    case Remedy::clean_up: return {text(layer_text(advice.layer), ": ", file_rules()[advice.rule].avoid)};
    case Remedy::build_stage:
        return {text(layer_text(advice.layer), ": ", file_rules()[advice.rule].avoid),
                text("for what lies in ", paths_text(advice))};
    case Remedy::link:
        return {text(layer_text(advice.layer), ": ln -s ", shell_word(advice.kept), ' ',
                     advice.paths.empty() ? "" : shell_word(advice.paths.front()),
                     advice.files > 1 ? " and so on" : "")};
    case Remedy::newer_base: return {text("FROM: an image that has newer ", paths_text(advice))};
    case Remedy::other_base: return base_edits(advice);
    case Remedy::other_tool: return {text(layer_text(advice.layer), ": ", paths_text(advice))};
    }
    return {};
}

std::string layer_instruction(const ImageRecord& image, std::uint32_t index) {
    if (index >= image.layers.size()) return "";
    const std::uint32_t row = image.layers[index].history;
    const std::vector<HistoryRow>& history = image.config.history;
    return row < history.size() ? printable(readable_instruction(secret_scanner().redacted(history[row].created_by)))
                                : "";
}

} // namespace strata
