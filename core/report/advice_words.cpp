#include "core/report/advice_words.hpp"

#include "core/base/format.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/report/attribute_edits.hpp"
#include "core/report/edit_words.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"

#include <algorithm>
#include <span>

namespace strata {
namespace {

std::string files_text(std::uint64_t files) { return text(grouped(files), files == 1 ? " file" : " files"); }

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

/// Whether an ADD downloads what advice of Remedy::mount is about.
bool is_download(const Advice& advice) { return advice.source.find("://") != std::string::npos; }

std::vector<std::string> ignore_edits(const Advice& advice, const ImageRecord& image) {
    if (advice.ignored.empty())
        return {
            text(layer_text(advice.layer), ": copy without ", PathWords(image).all(advice.paths, advice.more_paths))};
    std::vector<std::string> lines;
    constexpr std::size_t most = 3;
    for (const std::string& line : std::span(advice.ignored).first(std::min(most, advice.ignored.size())))
        lines.push_back(text(layer_text(advice.layer), ", .dockerignore: ", printable(line)));
    const bool by_rule = advice.rule != no_file_rule && !file_rules()[advice.rule].ignore.empty();
    if (advice.ignored.size() > most || (advice.more_paths > 0 && !by_rule && advice.ignored.size() > 1))
        lines.back() += " and so on";
    return lines;
}

/// The COPY's own source, from where the RUN can have it; "…" for what is not known of it.
std::string mount_edit(const Advice& advice, const ImageRecord& image) {
    const PathWords words(image);
    const std::string where = text(layer_text(advice.user), ": in place of the ",
                                   layer_instruction(image, advice.layer).starts_with("ADD") ? "ADD" : "COPY", ": ");
    if (is_download(advice))
        return text(where, "download ", words.all(advice.paths, advice.more_paths), " in this RUN, and delete ",
                    them(advice.files), " there");
    if (is_windows(image))
        return text(where, "have ", words.all(advice.paths, advice.more_paths),
                    " in this RUN alone: from a build stage, or as a download");
    const auto option = [](std::string_view name, const std::string& value) {
        // the option's own commas and blanks can't be quoted everywhere
        return text(',', name, '=', !value.empty() && shell_word(value) == value ? value : "…");
    };
    const std::string path = advice.paths.empty() ? "" : advice.paths.front();
    const std::string word = shell_word(path);
    return text(where, "RUN --mount=type=bind", advice.stage.empty() ? "" : option("from", advice.stage),
                option("source", advice.source), option("target", path), " …", word == path ? "" : " for ",
                word == path ? "" : word,
                advice.stage.empty() && advice.source.starts_with('/')
                    ? " (with from=… where the COPY has --from, which the image does not record)"
                    : "");
}

std::vector<std::string> run_edits(const Advice& advice, const ImageRecord& image) {
    const std::string paths = PathWords(image).all(advice.paths, advice.more_paths);
    if (advice.removed)
        return {text(layer_text(advice.layer),
                     is_windows(image) ? ": end the RUN with deleting " : ": end the RUN with rm -rf ", paths),
                text(layer_text(advice.by), ": deletes ", them(advice.files), " too late")};
    return {text("layers ", advice.layer + 1, " and ", advice.by + 1, ": make one RUN of both, so that ", paths,
                 advice.files == 1 ? " is written once" : " are written once")};
}

std::vector<std::string> move_edits(const Advice& advice, const ImageRecord& image) {
    const PathWords words(image);
    const std::string paths = words.all(advice.paths, advice.more_paths);
    const bool copied = layer_copies(image, advice.layer);
    std::string edit;
    if (advice.target.empty())
        edit = text(copied ? "copy " : "have ", paths, " at once where layer ", advice.by + 1, " moves ",
                    them(advice.files));
    else if (copied)
        edit = text("COPY to ", words.one(advice.target), " in place of ", paths);
    else
        edit = text(is_windows(image) ? "end the RUN with moving " : "end the RUN with mv ", paths,
                    is_windows(image) ? " to " : " ", words.one(advice.target));
    return {text(layer_text(advice.layer), ": ", edit),
            text(layer_text(advice.by), ": moves ", them(advice.files), " too late: both copies are stored")};
}

std::vector<std::string> clean_edits(const Advice& advice, const ImageRecord& image) {
    if (!is_windows(image)) return {text(layer_text(advice.layer), ": ", file_rules()[advice.rule].avoid)};
    return {text(layer_text(advice.layer), ": end the RUN with deleting ",
                 PathWords(image).all(advice.paths, advice.more_paths))};
}

std::string link_edit(const Advice& advice, const ImageRecord& image) {
    const PathWords words(image);
    const std::string kept = words.one(advice.kept), link = advice.paths.empty() ? "" : words.one(advice.paths.front());
    return text(layer_text(advice.layer), ": ",
                is_windows(image) ? text("mklink ", link, ' ', kept) : text("ln -s ", kept, ' ', link),
                advice.files > 1 ? " and so on" : "");
}

std::string again_edit(const Advice& advice, const ImageRecord& image) {
    const std::string instruction = ellipsis(layer_instruction(image, advice.layer), instruction_in_edit);
    if (!layer_copies(image, advice.layer))
        return text(layer_text(advice.layer), ": leave ", PathWords(image).all(advice.paths, advice.more_paths),
                    " alone in ", instruction);
    return text(layer_text(advice.layer), ": leave out what is there already, or leave it out before: ", instruction);
}

std::vector<std::string> base_edits(const Advice& advice, const ImageRecord& image) {
    if (!advice.removed) return {"FROM: a smaller or newer image; nothing else in the Dockerfile saves these bytes"};
    return {text(layer_text(advice.layer), ": deleting what the base image holds saves nothing"),
            text("FROM: an image without ", PathWords(image).all(advice.paths, advice.more_paths))};
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
    case Remedy::move: return "move";
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
    case Remedy::move: return text("Have ", files, " at once where a later step moves ", them(advice.files));
    case Remedy::mount:
        if (is_download(advice)) return text("Download ", files, " in the RUN that uses ", them(advice.files));
        return text("Lend ", files, " to the RUN in place of copying ", them(advice.files));
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
    const std::string paths = PathWords(image).all(advice.paths, advice.more_paths);
    switch (advice.remedy) {
    case Remedy::set_attributes: return attribute_edits(advice, image);
    case Remedy::not_again: return {again_edit(advice, image)};
    case Remedy::write_once:
        return {text("layers ", advice.layer + 1, " and ", advice.by + 1, ": both write ", paths, "; leave ",
                     them(advice.files), " out of one")};
    case Remedy::finish_in_run: return run_edits(advice, image);
    case Remedy::ignore: return ignore_edits(advice, image);
    case Remedy::move: return move_edits(advice, image);
    case Remedy::mount: return {mount_edit(advice, image)};
    case Remedy::clean_up: return clean_edits(advice, image);
    case Remedy::build_stage:
        return {text(layer_text(advice.layer), ": ", file_rules()[advice.rule].avoid),
                text("for what lies in ", paths)};
    case Remedy::link: return {link_edit(advice, image)};
    case Remedy::newer_base: return {text("FROM: an image that has newer ", paths)};
    case Remedy::other_base: return base_edits(advice, image);
    case Remedy::other_tool: return {text(layer_text(advice.layer), ": ", paths)};
    }
    return {};
}

} // namespace strata
